using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Handovers;

/// <summary>What the compiler cannot check yet: every state answers every command, every event has a meaning and is stored.</summary>
public class HandoverTableTests
{
    static readonly DateTimeOffset Now = HandoverStory.At(HandoverStory.TheMonday);
    static readonly HandoverDecider Decider = HandoverDeciderFor(Novalien.Policy);
    static readonly HandoverParties Who = new(Ada, Ben, Cyd, Lea);

    static readonly HandoverNote Note = HandoverNote.Of(section => section switch
    {
        NoteSection.OpenIncidents => new SectionContent.Known(
            [new NoteLine("API 5xx", new Uri("https://example.com/"), Now, new NoteLink("draft", new Uri("https://example.com/2")))],
            12, Gap: "Some could not be read."),
        NoteSection.DeploysInFlight => new SectionContent.Unread("GitHub did not answer."),
        _ => new SectionContent.ByHand("mind the fan", Actor.Of(Ada), Now),
    }) with
    { Remarks = new Remarks("mind the gap", Actor.Of(Ada), Now) };

    static readonly HandoverView View = new(
        Now, Now, Who, HandoverCover.Outgoing, Note, new HandoverStanding.Waiting(), new UnfinishedHandover(Now, Cyd));

    static readonly Handover.Open Open = new(View, Now + TimeSpan.FromMinutes(15));

    static readonly Handover[] States =
    [
        new Handover.None(),
        new Handover.Awaited(Now, Now),
        Open,
        Open with { Posting = NotePosting.Refused, Nudges = 3, Hinted = [Ada.Slack] },
        new Handover.Complete(View with { Standing = new HandoverStanding.Completed(Ben, Now) }),
        new Handover.Lapsed(View with { Standing = new HandoverStanding.NeverAcknowledged(Now) }),
        new Handover.NotHeld(),
    ];

    static readonly HandoverCommand[] Commands =
    [
        new HandoverCommand.Plan(Now, Now),
        new HandoverCommand.Remind(Note, Now),
        new HandoverCommand.Begin(Note, null, Now),
        new HandoverCommand.Fill([], Now),
        new HandoverCommand.Look(Now),
        new HandoverCommand.ThumbsUp(Ben.Slack, Now, Now),
        new HandoverCommand.Edit(Ada.Slack, [], "remark", Now),
        new HandoverCommand.AskToEdit(Ben.Slack, Now),
        new HandoverCommand.Refuse(new Effect.PostHandoverNote(View), "why", Now),
        new HandoverCommand.Overtaken(new Effect.PostHandoverNote(View), "why", Now),
        new HandoverCommand.WakeUp(Now),
    ];

    static readonly HandoverEvent[] Events =
    [
        new HandoverEvent.Planned(Now, Now),
        new HandoverEvent.Reminded(Now, Now, Who, Note, Now),
        new HandoverEvent.Remarked(Note.Remarks!, Now),
        new HandoverEvent.Opened(View, Now, Now),
        new HandoverEvent.SectionsFilled(View, [NoteSection.ClosedOrgs], Now),
        new HandoverEvent.NoteEdited(View, Ada, Now),
        new HandoverEvent.IncomingChanged(View, Ben, Now),
        new HandoverEvent.Nudged(View, 1, HandoverNudge.AskIncoming, Now, Now),
        new HandoverEvent.ThumbNotCounted("U0ADA", Ben, Now),
        new HandoverEvent.EditNotAllowed("U0BEN", Ada, IsComplete: false, Now),
        new HandoverEvent.Acknowledged(View, Ben, Now),
        new HandoverEvent.NoteRefused(View, "why", IsNews: true, Now, Now),
        new HandoverEvent.PostedAgain(View, Now, Now),
        new HandoverEvent.Overtaken(View, Now),
        new HandoverEvent.Missed(Now, Now),
        new HandoverEvent.CalledOff(Now, Now),
    ];

    [Fact]
    public void The_lists_of_this_test_are_complete()
    {
        Assert.Equal(NestedIn<Handover>(), States.Select(state => state.GetType()).ToHashSet());
        Assert.Equal(NestedIn<HandoverCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(NestedIn<HandoverEvent>(), Events.Select(happened => happened.GetType()).ToHashSet());
    }

    [Fact]
    public void Every_state_answers_every_command_and_follows_from_its_events()
    {
        foreach (var state in States)
            foreach (var command in Commands)
                if (Decider.Decide(state, command) is Decision<HandoverEvent>.Accept accept)
                {
                    Assert.NotEmpty(accept.Events);
                    Assert.NotNull(accept.Events.Aggregate(state, Decider.Evolve));
                }
    }

    [Fact]
    public void Every_event_is_explained_by_a_rule_and_has_its_effects()
    {
        foreach (var happened in Events)
        {
            Assert.NotNull(Decider.EffectsOf(happened));
            Assert.Contains(Decider.Explain(happened).Rule, Rules.All);
        }
    }

    [Fact]
    public void Nothing_is_due_in_a_state_without_a_deadline()
    {
        foreach (var state in States.Where(state => Decider.DeadlineOf(state) is null))
            Assert.IsType<Decision<HandoverEvent>.Ignore>(Decider.Decide(state, new HandoverCommand.WakeUp(Now.AddYears(10))));
    }

    [Fact]
    public void Only_a_thumb_of_the_incoming_primary_leads_to_completion()
    {
        foreach (var state in States.Where(state => state is not Handover.Complete))
            foreach (var command in Commands.Where(command => command is not HandoverCommand.ThumbsUp))
                if (Decider.Decide(state, command) is Decision<HandoverEvent>.Accept accept)
                    Assert.IsNotType<Handover.Complete>(accept.Events.Aggregate(state, Decider.Evolve));
    }

    [Fact]
    public void States_events_and_effects_are_read_from_disk_as_they_were_written()
    {
        foreach (var state in States)
            Same(state, HandoverStateJson.Default.Handover);
        foreach (var happened in Events)
            Same(happened, HandoverEventJson.Default.HandoverEvent);
        foreach (var effect in Events.SelectMany(Decider.EffectsOf))
            Same(effect, EffectJson.Default.Effect);
    }

    [Theory]
    [InlineData("none", "awaited", "open", "complete", "lapsed", "not-held")]
    public void The_names_of_states_on_disk_do_not_change(params string[] names) => Assert.Equal(
        names.ToHashSet(),
        States.Select(state => JsonSerializer.SerializeToElement(state, HandoverStateJson.Default.Handover).GetProperty("type").GetString()).ToHashSet()!);

    [Theory]
    [InlineData(
        "planned", "reminded", "remarked", "opened", "sections-filled", "note-edited", "incoming-changed", "nudged", "thumb-not-counted",
        "edit-not-allowed", "acknowledged", "note-refused", "posted-again", "overtaken", "missed", "called-off")]
    public void The_names_of_events_on_disk_do_not_change(params string[] names) => Assert.Equal(
        names,
        Events.Select(happened => JsonSerializer.SerializeToElement(happened, HandoverEventJson.Default.HandoverEvent).GetProperty("type").GetString()));

    static void Same<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(value, type);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type)!, type));
    }

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];
}
