using System.CommandLine;
using System.Globalization;
using OnCall.Bench.Rig;
using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Engine.Handovers;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Bench.Draft;

/// <summary><c>draft</c>: a handover note of a bad week, from the first question to its place in Slack.</summary>
static class DraftCommand
{
    const int Rounds = 10;
    static readonly Option<int> Incidents = new("--incidents") { DefaultValueFactory = _ => 200 };
    static readonly Option<int> Deploys = new("--deploys") { DefaultValueFactory = _ => 500 };
    static readonly Option<int> Orgs = new("--orgs") { DefaultValueFactory = _ => 1000 };

    public static Command Create()
    {
        var command = new Command("draft", "Drafts and posts a note of many incidents, deploys and orgs.") { Incidents, Deploys, Orgs };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(Incidents), parsed.GetValue(Deploys), parsed.GetValue(Orgs), cancellation));
        return command;
    }

    static async Task RunAsync(int incidents, int deploys, int orgs, CancellationToken cancellation)
    {
        using var policy = new ShortPolicy(TimeSpan.FromHours(1));
        await using var app = await AppAlone.StartAsync(inMemory: true, policy, cancellation);
        var neighbours = app.Neighbourhood;
        for (var i = 0; i < incidents; i++)
            neighbours.PagerDuty!.Trigger($"Incident {i.ToString(CultureInfo.InvariantCulture)} of a bad week");
        for (var i = 0; i < deploys; i++)
            neighbours.GitHub!.Deploy(
                policy.Policy.Deploys.Repositories[i % 2], policy.Policy.Deploys.Environments[i / 2 % 2],
                $"v{i.ToString(CultureInfo.InvariantCulture)}.0", "ada");
        for (var i = 0; i < orgs; i++)
            neighbours.NovaVms!.AddOrg(
                $"org_{i.ToString(CultureInfo.InvariantCulture)}", $"Org {i.ToString(CultureInfo.InvariantCulture)}", "owner@org.example",
                allowsImpersonation: false);

        var draft = app.Parts.GetRequiredService<HandoverDraft>();
        var note = await draft.ReadAsync(cancellation);
        using var floor = SameCalls.Made(neighbours);
        var (drafted, raw) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            raw.Add(await TimeAsync(() => floor.RunAsync(cancellation)));
            drafted.Add(await TimeAsync(async () => note = await draft.ReadAsync(cancellation)));
        }

        await Console.Out.WriteLineAsync(string.Join(", ", note.Parts.Select(part => part.Content is SectionContent.Known known
            ? $"{part.Section}: {known.Total.ToString(CultureInfo.InvariantCulture)}" : $"{part.Section}: {part.Content}")));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{floor.Count} calls. Floor, the same calls alone: median {Median(raw).TotalMilliseconds:F0} ms. Draft: median "
            + $"{Median(drafted).TotalMilliseconds:F0} ms, max {drafted.Max().TotalMilliseconds:F0} ms; ratio {Median(drafted) / Median(raw):F2}"));
        await Console.Out.WriteLineAsync($"Slack: {await PostAsync(app, policy.Policy, note, cancellation)}");
    }

    static Task<Delivery> PostAsync(AppAlone app, OnCallPolicy policy, HandoverNote note, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var view = new HandoverView(
            now, now, new HandoverParties(policy.People[0], policy.People[1], policy.People[2], policy.People[3]),
            HandoverCover.Outgoing, note, new HandoverStanding.Waiting());
        return app.Parts.GetServices<INeighbour>().Single(neighbour => neighbour.Lane == Lane.Slack).PerformAsync(
            new Letter(new EffectId(new ProcessId("handover-2026-01-12"), 1, 0), new Effect.PostHandoverNote(view), 1, null, now),
            cancellation);
    }

    static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(began);
    }

    static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
