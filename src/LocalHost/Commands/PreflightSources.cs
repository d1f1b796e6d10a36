using Azure;
using Azure.Identity;
using OnCall.Adapters.PagerDuty;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Tables;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Rotation;
using OnCall.Engine.Streams;
using OnCall.Functions.Settings;
using OnCall.LocalHost.Site;

namespace OnCall.LocalHost.Commands;

/// <summary>
/// What a preflight asks: the neighbours that the environment names, or else those of the <c>up</c> that runs. What
/// cannot be read is said as such.
/// </summary>
sealed class PreflightSources
{
    const string PagerDutyToken = "PagerDuty__ApiToken";
    const string SlackToken = "Slack__BotToken";
    const string Storage = StorageSettings.Section;
    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    readonly IConfiguration _settings;
    readonly bool _isInMemory;

    public PreflightSources(
        IReadOnlyDictionary<string, string> given, IReadOnlyList<RunningUp> running, int? functionsPort)
    {
        var meant = running.Where(up => functionsPort is null || up.Functions.Port == functionsPort).ToList();
        var up = meant is [var one] ? one : null;
        var settings = new Dictionary<string, string>(given);

        // A neighbour as a whole: the key of the real one is shown to nobody who plays it.
        foreach (var prefix in new[] { "PagerDuty__", "Slack__", Storage })
            if (!given.Keys.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
                foreach (var setting in up?.Settings.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)) ?? [])
                    settings[setting.Key] = setting.Value;

        _isInMemory = up is { IsInMemory: true } && !given.Keys.Any(name => name.StartsWith(Storage, StringComparison.Ordinal));
        _settings = new ConfigurationBuilder().AddAppSettings(settings).Build();
    }

    public async Task<IReadOnlyList<PersonFacts>> PeopleAsync(OnCallPolicy policy, CancellationToken cancellation)
    {
        using var slack = new HttpClient { Timeout = CallTimeout };
        using var pagerDuty = new HttpClient { Timeout = CallTimeout };
        var questions = new PreflightQuestions(
            IsSet("Slack:BotToken") ? new SlackUsers(new SlackCalls(slack, Slack())) : new NobodyToAsk(SlackToken),
            IsSet("PagerDuty:ApiToken")
                ? new PagerDutyPeople(new PagerDutyRestCalls(pagerDuty, PagerDuty()))
                : new NobodyToAsk(PagerDutyToken));
        return await questions.AskAsync(policy, cancellation);
    }

    public async Task<(IReadOnlyList<Override> Overrides, IReadOnlyList<PreflightFinding> Unread)> OverridesAsync(
        CancellationToken cancellation)
    {
        if (_isInMemory)
            return ([], [NotRead("the `up` that runs keeps them in its own memory (--in-memory)")]);
        var errors = new List<string>();
        var storage = StorageSettings.Read(_settings, errors);
        if (errors.Count > 0)
            return ([], [NotRead(errors[0].TrimEnd('.'))]);

        try
        {
            using var table = storage.Open();
            var found = await new TableStreamStore(table).ReadAsync(
                ProcessId.Of(RotationDecider.KindName, RotationDecider.TheOnlyId), cancellation);
            return (found is null ? [] : Codec.ReadState(found.Head.State).Overrides, []);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            return ([], [NotRead(e.GetBaseException().Message.Split('\n')[0].Trim().TrimEnd('.'))]);
        }
    }

    static StreamCodec<OverrideBook, RotationEvent> Codec { get; } =
        new(RotationJson.Default.OverrideBook, RotationJson.Default.RotationEvent);

    PagerDutySettings PagerDuty()
    {
        var settings = new PagerDutySettings
        {
            ApiToken = _settings["PagerDuty:ApiToken"] ?? "",
            FromEmail = _settings["PagerDuty:FromEmail"] ?? "",
        };
        if (Uri.TryCreate(_settings["PagerDuty:ApiUrl"], UriKind.Absolute, out var url))
            settings.ApiUrl = url;
        return settings;
    }

    SlackSettings Slack()
    {
        var settings = new SlackSettings { BotToken = _settings["Slack:BotToken"] ?? "" };
        if (Uri.TryCreate(_settings["Slack:ApiUrl"], UriKind.Absolute, out var url))
            settings.ApiUrl = url;
        return settings;
    }

    bool IsSet(string setting) => !string.IsNullOrWhiteSpace(_settings[setting]);

    static PreflightFinding NotRead(string why) => new(
        "overrides", Severity.Warning, $"The stored overrides could not be read: {why}.",
        $"Set {Storage} to the app's storage, and run the preflight again.", WasRead: false);

    /// <summary>A neighbour whose token is not given.</summary>
    sealed class NobodyToAsk(string token) : IChatPeople, IPagingPeople
    {
        Task<Fact> Unread { get; } =
            Task.FromResult<Fact>(new Fact.NotRead($"{token} is not set, and not exactly one `up` runs here"));

        public Task<Fact> KnowsAsync(Person person, CancellationToken cancellation) => Unread;

        public Task<Fact> KnowsEmailAsync(Person person, CancellationToken cancellation) => Unread;
    }
}
