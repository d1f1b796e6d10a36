using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;

namespace OnCall.Core.Tests.Handovers;

/// <summary>
/// The handover of Monday 12 January 2026, 10:00 in Berlin, from Ada to Ben, told step by step. The clock moves only
/// when told, by the minute, and an effect that nobody expected fails the story at the next step.
/// </summary>
sealed class HandoverStory : IOverrides
{
    public const string TheMonday = "2026-01-12T09:00Z";
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly HandoverDecider _decider;
    readonly List<Override> _overrides = [];
    readonly OnCallPolicy _policy;
    Queue<Effect> _seen = [];
    bool _ticks = true;

    HandoverStory(OnCallPolicy policy, string start, string handover)
    {
        (_policy, Now) = (policy, At(start));
        _decider = Novalien.HandoverDeciderFor(policy, this);
        Do(new HandoverCommand.Plan(At(handover), Now));
    }

    public static HandoverNote Note { get; } = HandoverNote.Of(_ => new SectionContent.Known([], 0));

    public IReadOnlyList<Override> Current => _overrides;

    public DateTimeOffset Now { get; private set; }

    public Handover State { get; private set; } = new Handover.None();

    public Reason? Ignored { get; private set; }

    public HandoverView View => State switch
    {
        Handover.Open open => open.View,
        Handover.Complete complete => complete.View,
        Handover.Lapsed lapsed => lapsed.View,
        _ => throw new InvalidOperationException($"Nobody sees {State}."),
    };

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public static HandoverStory Planned(
        OnCallPolicy? policy = null, string start = "2026-01-05T09:00Z", string handover = TheMonday) =>
        new(policy ?? Novalien.Policy, start, handover);

    /// <summary>At ten on Monday, with the note in the channel.</summary>
    public static HandoverStory Opened(OnCallPolicy? policy = null) => Planned(policy, start: "2026-01-12T08:30Z")
        .Until(TheMonday).Expect<Effect.PostHandoverNote>();

    /// <summary>The clock ticks each minute until then, and a knock comes whenever a deadline has passed.</summary>
    public HandoverStory Until(string instant) => Until(At(instant));

    public HandoverStory After(TimeSpan time) => Until(Now + time);

    public HandoverStory Until(DateTimeOffset instant)
    {
        while (Now < instant)
        {
            Now += Minute;
            if (_ticks)
                Tick();
            if (_decider.DeadlineOf(State) <= Now)
                Do(new HandoverCommand.WakeUp(Now));
            if (_seen.Count > 0 && Now < instant)
                Assert.Fail($"At {Now:u} somebody saw {string.Join(", ", _seen)}.");
        }

        return this;
    }

    /// <summary>Nothing of ours runs until then.</summary>
    public HandoverStory AwayUntil(string instant)
    {
        ExpectNothing();
        Now = At(instant);
        return this;
    }

    public HandoverStory WithoutTicks()
    {
        _ticks = false;
        return this;
    }

    public HandoverStory Tick(HandoverNote? note = null)
    {
        Do(new HandoverCommand.Remind(note ?? Note, Now));
        Do(new HandoverCommand.Begin(note ?? Note, null, Now));
        return Do(new HandoverCommand.Look(Now));
    }

    public HandoverStory Begin(HandoverNote note, UnfinishedHandover? unfinished = null) =>
        Do(new HandoverCommand.Begin(note, unfinished, Now));

    public HandoverStory WakeUp() => Do(new HandoverCommand.WakeUp(Now));

    public HandoverStory ThumbsUp(Person by) => ThumbsUp(by.Slack);

    public HandoverStory ThumbsUp(string slackUser, DateTimeOffset? at = null) =>
        Do(new HandoverCommand.ThumbsUp(slackUser, at ?? Now, Now));

    public HandoverStory Fill(NoteSection section, SectionContent content) =>
        Do(new HandoverCommand.Fill([new NotePart(section, content)], Now));

    public HandoverStory Edit(Person by, NoteSection section, string text) =>
        Do(new HandoverCommand.Edit(by.Slack, [new EditedText(section, text)], null, Now));

    public HandoverStory Remark(Person by, string text) => Do(new HandoverCommand.Edit(by.Slack, [], text, Now));

    public HandoverStory AskToEdit(Person by) => Do(new HandoverCommand.AskToEdit(by.Slack, Now));

    public HandoverStory Refuse(Effect effect) => Do(new HandoverCommand.Refuse(effect, "channel_not_found", Now));

    public HandoverStory Override(Person person, string from, string to)
    {
        _overrides.Add(new Override(
            _overrides.Count + 1, new Stretch(OnCallRole.Primary, person.Id, At(from), At(to)),
            Actor.Of(Novalien.Lea), Now, "ill"));
        return this;
    }

    public HandoverStory Expect<T>(Action<T>? look = null) where T : Effect
    {
        Assert.True(_seen.TryDequeue(out var effect), $"Expected {typeof(T).Name}, but nothing more happened.");
        look?.Invoke(Assert.IsType<T>(effect));
        Assert.IsType<T>(effect);
        return this;
    }

    public HandoverStory ExpectNudge(HandoverNudge nudge) =>
        Expect<Effect.NudgeHandover>(told => Assert.Equal(nudge, told.Nudge));

    public HandoverStory ExpectNothing()
    {
        Assert.Empty(_seen);
        return this;
    }

    public HandoverStory ExpectIgnored(Reason reason)
    {
        Assert.Equal(reason, Ignored);
        return ExpectNothing();
    }

    public HandoverStory ExpectIncomplete()
    {
        Assert.IsNotType<Handover.Complete>(State);
        return ExpectNothing();
    }

    public HandoverStory ExpectCompleteBy(Person person)
    {
        Assert.Equal(person, Assert.IsType<HandoverStanding.Completed>(Assert.IsType<Handover.Complete>(State).View.Standing).By);
        return this;
    }

    public HandoverStory Do(HandoverCommand command)
    {
        // What a tick asks for is most often not due: it may come while the effects of its first question are still seen.
        if (command is not (HandoverCommand.Begin or HandoverCommand.Look or HandoverCommand.WakeUp))
            ExpectNothing();
        var decision = _decider.Decide(State, command);
        Ignored = (decision as Decision<HandoverEvent>.Ignore)?.Reason;
        foreach (var happened in (decision as Decision<HandoverEvent>.Accept)?.Events ?? [])
        {
            State = _decider.Evolve(State, happened);
            foreach (var effect in _decider.EffectsOf(happened))
                _seen.Enqueue(effect);
        }

        return this;
    }

    public OnCallPolicy Policy => _policy;
}
