using System.Globalization;
using OnCall.Core.Detection;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.Detection;

/// <summary>
/// A detector told reading by reading, in minutes and seconds from 08:42Z on. What the world sees and nobody expected fails
/// the story at its next step.
/// </summary>
sealed class DetectorStory(Detector detector, DetectionPolicy? policy = null)
{
    public static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture);

    readonly OnCallPolicy _policy = Novalien.Policy with { Detection = policy ?? DetectionPolicy.Standard };
    readonly List<Effect> _seen = [];
    Silencing? _silenced;

    DetectorDecider Decider => DeciderFor(_policy);

    public DetectorState State { get; private set; } = DetectorState.Unstarted;

    /// <summary>Those that are kept for good.</summary>
    public List<DetectorEvent> Recorded { get; } = [];

    public Reason? Ignored { get; private set; }

    public static DetectorStory Api(DetectionPolicy? policy = null) => new(new CloudApiDetector(), policy);

    public static DetectorStory Gateways(DetectionPolicy? policy = null) => new(new GatewaysDetector(), policy);

    public static DetectorStory Ingest(DetectionPolicy? policy = null) => new(new IngestDetector(), policy);

    public static DetectorDecider DeciderFor(OnCallPolicy policy) => new(
        policy, new WatchedProduct(new Uri("https://novavms.novalien.com/")),
        new Core.Incidents.EscalationChain(policy, Novalien.CalendarOf(policy)));

    /// <param name="time">"1:59": minutes and seconds.</param>
    public static DateTimeOffset At(string time)
    {
        var parts = time.Split(':');
        return Start + TimeSpan.FromMinutes(int.Parse(parts[0], CultureInfo.InvariantCulture))
            + TimeSpan.FromSeconds(double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public static Reading Answers(int health, int? read = null) =>
        new Reading.CloudApi(new EndpointAnswer.Status(health), new EndpointAnswer.Status(read ?? health));

    public static Reading Online(long online) => new Reading.Gateways(online, online + 10);

    public static Reading Events(long total, int silent = 0) => new Reading.Ingest(total, null, 42 - silent, silent);

    public DetectorStory Reads(string time, Reading reading) =>
        Do(new DetectorCommand.Observe(detector.Name, new Observation(At(time), reading), _silenced, At(time)));

    public DetectorStory Reads(Reading reading, params string[] times) => times.Aggregate(this, (story, time) => story.Reads(time, reading));

    /// <summary>Every half minute, both included.</summary>
    public DetectorStory Reads(Reading reading, string from, string to)
    {
        for (var at = At(from); at <= At(to); at += DetectionPolicy.ProbeEvery)
            Do(new DetectorCommand.Observe(detector.Name, new Observation(at, reading), _silenced, at));
        return this;
    }

    public DetectorStory Silenced(int number = 3)
    {
        _silenced = new Silencing(number, "Ada", Start.AddHours(2));
        return this;
    }

    public DetectorStory Unsilenced()
    {
        _silenced = null;
        return this;
    }

    public DetectorStory WakeUp(string time) => Do(Decider.WakeUp(At(time)));

    /// <summary>PagerDuty's answer to the alert that is open.</summary>
    public DetectorStory Refuses(string time, string why) =>
        Do(Decider.Refuse(new Effect.TriggerAlert(State.Open!.Alert), why, At(time)));

    public DetectorStory Takes(string time) =>
        Do(Decider.Performed(new Effect.TriggerAlert(State.Open!.Alert), receipt: null, At(time))!);

    public DetectorStory Closes(string time, Actor? by = null) => Do(new DetectorCommand.CloseByHand(
        Core.Alerts.DedupKey.Of(detector.Name, "novavms.novalien.com"), by ?? Actor.Of(Novalien.Ada), At(time), At(time)));

    public DetectorStory Do(DetectorCommand command)
    {
        ExpectNothingMore();
        Ignored = null;
        switch (Decider.Decide(State, command))
        {
            case Decision<DetectorEvent>.Accept accept:
                State = accept.Events.Aggregate(State, Decider.Evolve);
                Recorded.AddRange(accept.Events.Where(Decider.IsRecorded));
                _seen.AddRange(accept.Events.Where(Decider.IsRecorded).SelectMany(Decider.EffectsOf));
                break;
            case Decision<DetectorEvent>.Ignore ignore:
                Ignored = ignore.Reason;
                break;
        }

        return this;
    }

    public DetectorStory ExpectIgnored(Reason reason)
    {
        Assert.Equal(reason, Ignored);
        return this;
    }

    /// <summary>All of it stands in one thing that the world saw.</summary>
    public DetectorStory Expect(params string[] says)
    {
        Assert.NotEmpty(_seen);
        Assert.All(says, text => Assert.Contains(text, Say(_seen[0]), StringComparison.Ordinal));
        _seen.RemoveAt(0);
        return this;
    }

    public DetectorStory ExpectNothingMore()
    {
        Assert.Empty(_seen.Select(Say));
        return this;
    }

    /// <summary>Why it does or does not page.</summary>
    public DetectorStory ExpectWhy(string time, string sentence)
    {
        ExpectNothingMore();
        Assert.Equal(sentence, Standings.Of(detector, State, _silenced, _policy.Detection, At(time)).Sentence);
        return this;
    }

    static string Say(Effect effect) => effect switch
    {
        Effect.TriggerAlert e => $"pages {e.Alert.Key}: {e.Alert.Summary}. {e.Alert.Why}",
        Effect.ResolveAlert e => $"resolves {e.Key}",
        Effect.AskAgain e => $"asks {e.Detector} again",
        Effect.ReportNoise e => $"noise {e.Report.Rule}: {e.Report.What}; {e.Report.WhyNoPage}",
        Effect.TellNotice e => $"notice: {e.What} {e.Advice}",
        Effect.TellAlertRefused e => $"refused: {e.Alert.Summary}, {e.Primary.Person.Name}, {e.Secondary?.Person.Name}: {e.Why}",
        _ => $"{effect}",
    };
}
