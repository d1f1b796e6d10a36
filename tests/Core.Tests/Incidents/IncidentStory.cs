using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.Incidents;

/// <summary>
/// An incident told step by step. The clock moves only when told, and an effect that nobody expected fails
/// the story, at the next step or at the end of a step that expects nothing.
/// </summary>
sealed class IncidentStory(OnCallPolicy policy, string start = "2026-01-06T08:42Z")
{
    readonly IncidentDecider _decider = Novalien.DeciderFor(policy);
    readonly Page _page = new(new IncidentId("PGR0VU2"), "API 5xx", "Cloud API", new Uri("https://novalien.pagerduty.com/incidents/PGR0VU2"), At(start));
    DateTimeOffset _now = At(start);
    Queue<Effect> _seen = [];

    public Incident State { get; private set; } = new Incident.None();

    public Reason? Ignored { get; private set; }

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public static IncidentStory Of(OnCallPolicy? policy = null) => new(policy ?? Novalien.Policy);

    public IncidentStory Raise() => Do(new IncidentCommand.Raise(_page, _now));

    public IncidentStory Acknowledge(Person by) =>
        Do(new IncidentCommand.Acknowledge(_page, Actor.PagerDutyUser(by.PagerDuty, by.Name), _now, _now));

    public IncidentStory Resolve() => Do(new IncidentCommand.Resolve(_page, Actor.PagerDuty, _now, _now));

    public IncidentStory Refuse(Effect effect) => Do(new IncidentCommand.Refuse(effect, "PagerDuty refused", _now));

    public IncidentStory Overtake(Effect effect) => Do(new IncidentCommand.Overtaken(effect, "It is acknowledged already.", _now));

    /// <summary>Time passes, and a knock arrives.</summary>
    public IncidentStory After(TimeSpan time)
    {
        _now += time;
        return Do(new IncidentCommand.WakeUp(_now));
    }

    /// <summary>Time passes, and nobody knocks.</summary>
    public IncidentStory Wait(TimeSpan time)
    {
        _now += time;
        return this;
    }

    public IncidentStory Expect<T>(Action<T>? look = null) where T : Effect
    {
        Assert.True(_seen.TryDequeue(out var effect), $"Expected {typeof(T).Name}, but nothing more happened.");
        look?.Invoke(Assert.IsType<T>(effect));
        Assert.IsType<T>(effect);
        return this;
    }

    public IncidentStory ExpectPaging(EscalationRole role, Person person, int level) => this
        .Expect<Effect.EscalatePage>(page => Assert.Equal(level, page.Level))
        .Expect<Effect.NotePage>()
        .Expect<Effect.TellEscalated>(told => Assert.Equal((role, person), (told.Paged.Role, told.Paged.Person)));

    public IncidentStory ExpectNothing()
    {
        Assert.Empty(_seen);
        return this;
    }

    public IncidentStory ExpectIgnored(Reason reason)
    {
        Assert.Equal(reason, Ignored);
        return ExpectNothing();
    }

    IncidentStory Do(IncidentCommand command)
    {
        ExpectNothing();
        var decision = _decider.Decide(State, command);
        Ignored = (decision as Decision<IncidentEvent>.Ignore)?.Reason;
        var events = (decision as Decision<IncidentEvent>.Accept)?.Events ?? [];
        State = events.Aggregate(State, _decider.Evolve);
        _seen = new(events.SelectMany(_decider.EffectsOf));
        return this;
    }
}
