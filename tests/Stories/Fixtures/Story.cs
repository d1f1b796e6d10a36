using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OnCall.Core.Policy;
using OnCall.Engine.Triage;
using OnCall.LocalHost.Drills;
using OnCall.LocalHost.PagerDuty;
using OnCall.LocalHost.Site;

namespace OnCall.Stories.Fixtures;

/// <summary>
/// A story told end to end: signed webhooks over HTTP, Azurite, AMQP, the played neighbours, and a clock that
/// moves only when told. Whatever a person sees and nobody expected fails the story.
/// </summary>
public sealed class Story
{
    public const string PageTitle = "Cloud API answers 5xx";
    static readonly HttpClient Http = new();

    readonly Stage _stage;
    readonly List<Sighting> _expected = [];

    Story(Stage stage) => _stage = stage;

    public Stage Stage => _stage;

    public SimulatedIncident? Incident { get; private set; }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static string PolicyFile => Path.Combine(AppContext.BaseDirectory, "oncall.json");

    /// <param name="given">App settings besides those of the played neighbours.</param>
    public static Task TellAsync(
        AzuriteFixture azurite, Func<Story, Task> tell, params (string Name, string Value)[] given) =>
        TellAsync(azurite, tell, stage => stage, given);

    /// <param name="pagerDutyEscalatesAfter">The timer of PagerDuty's own policy.</param>
    public static Task TellAsync(
        AzuriteFixture azurite, Func<Story, Task> tell, TimeSpan? pagerDutyEscalatesAfter,
        params (string Name, string Value)[] given) => TellAsync(
            azurite, tell, stage => stage with { PagerDutyEscalatesAfter = pagerDutyEscalatesAfter }, given);

    /// <param name="parts">Other parts than the app's own.</param>
    public static Task TellWithAsync(
        AzuriteFixture azurite, Action<IServiceCollection> parts, Func<Story, Task> tell,
        params (string Name, string Value)[] given) =>
        TellAsync(azurite, tell, stage => stage with { Parts = stage.Parts + parts }, given);

    public static Task TellFromAsync(
        AzuriteFixture azurite, DateTimeOffset start, Func<Story, Task> tell, params (string Name, string Value)[] given) =>
        TellAsync(azurite, tell, stage => stage with { Start = start }, given);

    /// <summary>With the probes of the detectors, which all other stories do without.</summary>
    public static Task TellWatchedAsync(
        AzuriteFixture azurite, Func<Story, Task> tell, params (string Name, string Value)[] given) =>
        TellWatchedAsync(azurite, Stage.Curtain, tell, given);

    public static Task TellWatchedAsync(
        AzuriteFixture azurite, DateTimeOffset start, Func<Story, Task> tell, params (string Name, string Value)[] given) =>
        TellAsync(azurite, tell, stage => stage with { Start = start, Without = [] }, given);

    /// <summary>With everything that the app does by itself: the probes, and the triage that follows a declaration.</summary>
    public static Task TellAllAsync(AzuriteFixture azurite, DateTimeOffset start, Func<Story, Task> tell) =>
        TellAsync(azurite, tell, stage => stage with { Start = start, Without = [], Parts = null });

    /// <summary>With the triage that follows a declaration, which all other stories do without.</summary>
    /// <param name="adjust">So much patience with the neighbours as a test has.</param>
    public static Task TellTriagedAsync(
        AzuriteFixture azurite, Func<Story, Task> tell, Func<TriagePolicy, TriagePolicy>? adjust = null, TimeSpan? showAfter = null) =>
        TellAsync(azurite, tell, stage => stage with
        {
            Parts = services =>
            {
                services.AddSingleton(stage.Policy with { Triage = adjust?.Invoke(stage.Policy.Triage) ?? stage.Policy.Triage });
                if (showAfter is { } patience)
                    services.AddSingleton(new TriagePatience(TimeProvider.System) { ShowAfter = patience });
            },
        });

    /// <summary>By another policy than the one that ships.</summary>
    /// <param name="edit">Of its text.</param>
    public static async Task TellByPolicyAsync(AzuriteFixture azurite, Func<string, string> edit, Func<Story, Task> tell)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, edit(await File.ReadAllTextAsync(PolicyFile, Cancellation)), Cancellation);
            var policy = ((PolicyReading.Valid)PolicyReader.Read(await File.ReadAllTextAsync(file, Cancellation))).Policy;
            await TellAsync(azurite, tell, stage => stage with { Policy = policy, PolicyFile = file, Parts = Untriaged(policy) });
        }
        finally
        {
            File.Delete(file);
        }
    }

    static async Task TellAsync(
        AzuriteFixture azurite, Func<Story, Task> tell, Func<StageSetup, StageSetup> adjust,
        params (string Name, string Value)[] given)
    {
        var settings = given.ToDictionary(setting => setting.Name, setting => setting.Value);
        settings.TryAdd("AzureWebJobsStorage", azurite.TakeAccount());
        var policy = ((PolicyReading.Valid)PolicyReader.Read(await File.ReadAllTextAsync(PolicyFile, Cancellation))).Policy;
        await using var stage = await Stage.SetAsync(
            adjust(new StageSetup(policy, PolicyFile)
            {
                Given = settings,
                Without = ["Probe"],
                Parts = Untriaged(policy),
            }),
            Cancellation);
        var story = new Story(stage);
        await tell(story);
        await stage.SettleAsync(Cancellation);
        story.ExpectNothingMore();
    }

    static Action<IServiceCollection> Untriaged(OnCallPolicy policy) => services =>
        services.AddSingleton(policy with { Triage = policy.Triage with { OnDeclaration = false } });

    public async Task PageAsync(string title = PageTitle)
    {
        ExpectNothingMore();
        Incident = _stage.PagerDuty.Trigger(title);
        await _stage.SettleAsync(Cancellation);
        Expect(Place.PagerDuty, "pages Ada (level 1)");
    }

    public Task AcknowledgeAsync(string person) => ActAsync(
        () => _stage.PagerDuty.Acknowledge(Incident!.Id, _stage.Person(person)));

    public Task ResolveAsync(string person) => ActAsync(
        () => _stage.PagerDuty.Resolve(Incident!.Id, _stage.Person(person)));

    /// <summary>What PagerDuty would tell us of it never arrives.</summary>
    public async Task WithoutWebhooksAsync(Func<Task> act)
    {
        var webhooks = _stage.PagerDuty.WebhookUrl;
        _stage.PagerDuty.WebhookUrl = null;
        await act();
        _stage.PagerDuty.WebhookUrl = webhooks;
    }

    public async Task AfterAsync(TimeSpan time)
    {
        ExpectNothingMore();
        await _stage.FastForwardAsync(time, Cancellation);
    }

    public Task AfterMinutesAsync(double minutes) => AfterAsync(TimeSpan.FromMinutes(minutes));

    /// <summary>Somebody saw this, since the last thing that was not expected yet.</summary>
    public Story Expect(Place place, params string[] says)
    {
        var seen = Untold.FirstOrDefault(sighting =>
            sighting.Place == place && says.All(text => sighting.Text.Contains(text, StringComparison.OrdinalIgnoreCase)));
        Assert.True(seen is not null,
            $"Nobody saw {place} say '{string.Join("' and '", says)}'. What was seen and not expected:\n{Show(Untold)}");
        _expected.Add(seen);
        return this;
    }

    public Story ExpectPaging(string person, int level) => this
        .Expect(Place.PagerDuty, $"pages {person} (level {level})")
        .Expect(Place.PagerDuty, "note:", person)
        .Expect(Place.Thread, $"@{person}", "you are paged")
        .Expect(Place.Edited, $"@{person}");

    /// <summary>Ten minutes after the page.</summary>
    public Story ExpectNobodyOnline(string person) => this
        .Expect(Place.PagerDuty, "note:", $"{person} is not online")
        .Expect(Place.Thread, $"@{person}", "nobody on call is online yet");

    public Story ExpectAcknowledged(string person) => this
        .Expect(Place.PagerDuty, $"acknowledged by {person}")
        .Expect(Place.Thread, $"{person} has it")
        .Expect(Place.Edited, $"{person} has it");

    public Story ExpectResolved(string person) => this
        .Expect(Place.PagerDuty, $"resolved by {person}")
        .Expect(Place.Thread, $"Resolved by {person}")
        .Expect(Place.Edited, $"Resolved by {person}").Expect(Place.Thread, "Postmortem draft");

    /// <summary>Somebody else has judged it already.</summary>
    public void ExpectEverythingSoFar() => _expected.AddRange(Untold.ToList());

    public void ExpectNothingMore() =>
        Assert.True(!Untold.Any(), $"Somebody saw what nobody expected:\n{Show(Untold)}");

    /// <summary>Sends a webhook as PagerDuty does; signed with the sandbox's secret unless told otherwise.</summary>
    public async Task<(int Status, string Body)> PostWebhookAsync(byte[] body, string? signature = null, string? webhookId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_stage.Address, "api/pagerduty/webhook"))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json");
        if ((signature ?? Sign(body, LocalSecrets.PagerDutyWebhookSecret)) is { Length: > 0 } header)
            request.Headers.Add("X-PagerDuty-Signature", header);
        if (webhookId is not null)
            request.Headers.Add("X-Webhook-Id", webhookId);
        using var response = await Http.SendAsync(request, Cancellation);
        var answer = ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        await _stage.SettleAsync(Cancellation);
        return answer;
    }

    /// <summary>Written out here once more, so that our own signing code is not its own judge.</summary>
    public static string Sign(byte[] body, string secret) =>
        $"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";

    /// <summary>A webhook about an incident that the simulator has not heard of.</summary>
    public static byte[] Webhook(string type, string incident = "PHAND01", string eventId = "E1", string title = PageTitle) =>
        Encoding.UTF8.GetBytes(
            $$"""
            {"event":{"id":"{{eventId}}","event_type":"{{type}}","resource_type":"incident","occurred_at":"2026-01-06T08:42:00Z",
             "agent":{"id":"PADA001","summary":"Ada","type":"user_reference"},
             "data":{"id":"{{incident}}","type":"incident","title":"{{title}}","created_at":"2026-01-06T08:42:00Z"} } }
            """);

    IEnumerable<Sighting> Untold => _stage.Sightings.Where(seen => !_expected.Any(expected => ReferenceEquals(expected, seen)));

    async Task ActAsync(Action act)
    {
        ExpectNothingMore();
        act();
        await _stage.SettleAsync(Cancellation);
    }

    static string Show(IEnumerable<Sighting> sightings) =>
        string.Join("\n", sightings.Select(seen => $"  {seen.After} {seen.Place}: {seen.Text}").DefaultIfEmpty("  nothing"));
}
