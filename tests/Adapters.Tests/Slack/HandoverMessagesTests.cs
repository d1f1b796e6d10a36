using OnCall.Adapters.Slack;
using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>The words of a handover, as they leave the process.</summary>
public class HandoverMessagesTests
{
    static readonly Person Cyd = Fixture.Policy[new PersonId("cyd")];
    static readonly Person Lea = Fixture.Policy[new PersonId("lea")];
    static readonly DateTimeOffset At = Fixture.Start;
    static readonly SectionContent None = new SectionContent.Known([], 0);

    static readonly HandoverNote Note = HandoverNote.Of(section => section switch
    {
        NoteSection.OpenIncidents => new SectionContent.Known(
            [new NoteLine("Cloud API <!channel>: acknowledged by Ada, open for 3 h", new Uri("https://acme.pagerduty.com/incidents/P1"))], 1),
        NoteSection.DeploysInFlight => new SectionContent.Unread("GitHub failed with 503 ServiceUnavailable."),
        NoteSection.ClosedOrgs => new SectionContent.ByHand("Harbour & Sons", Actor.Of(Fixture.Ada), At.AddMinutes(5)),
        _ => None,
    });

    static readonly HandoverView View = new(
        At, At, new HandoverParties(Fixture.Ada, Fixture.Ben, Cyd, Lea), HandoverCover.Outgoing, Note, new HandoverStanding.Waiting());

    [Fact]
    public void The_note_says_whose_thumb_it_takes_who_covers_until_then_and_what_is_inherited() => Says(
        new Effect.PostHandoverNote(View),
        "🤝 Handover: Ada → Ben",
        "<@U0BEN>, please read this and give it your 👍, here or in the thread: only yours completes the handover. "
        + "Until then Ada stays responsible. Secondary: Cyd.",
        "*Open incidents and postmortem drafts*\n• <https://acme.pagerduty.com/incidents/P1|Cloud API &lt;!channel&gt;: acknowledged by Ada, open for 3 h>",
        "*Deploys in flight*\n⚠️ could not be read: GitHub failed with 503 ServiceUnavailable. It is filled in here as soon as it can be.",
        "*Known-noisy alerts, and silences that lift this week*\nnone",
        "*Orgs that cannot be entered without their Owner*\nHarbour &amp; Sons\n_edited by Ada, <!date^1780303620^{date_short_pretty} {time}|08:47 UTC>_",
        "Edit the note",
        "Ada can edit each section and add remarks.");

    [Fact]
    public void An_incident_links_its_postmortem_draft_and_what_could_not_be_read_is_said_below() => Assert.Contains(
        "*Open incidents and postmortem drafts*\n• <https://acme.pagerduty.com/incidents/P1|API 5xx> · <https://github.com/x|postmortem draft>\n… and 2 more"
        + "\n⚠️ Postmortem drafts could not be read: GitHub failed with 503. It is filled in here as soon as it can be.",
        SlackMessages.Of(
            new Effect.PostHandoverNote(View with
            {
                Note = Note.With(NoteSection.OpenIncidents, new SectionContent.Known(
                    [new NoteLine("API 5xx", new Uri("https://acme.pagerduty.com/incidents/P1"), More: new NoteLink("postmortem draft", new Uri("https://github.com/x")))],
                    3, Gap: "Postmortem drafts could not be read: GitHub failed with 503.")),
            }),
            Id).Blocks.SelectMany(TextsOf));

    [Fact]
    public void Complete_it_says_when_by_whom_and_how_long_it_took() => Says(
        new Effect.EditHandoverNote(View with
        {
            Note = HandoverNote.Of(_ => None),
            Standing = new HandoverStanding.Completed(Fixture.Ben, At.AddMinutes(12)),
        }),
        "✅ Handover complete: Ada → Ben",
        "Ben took over with a 👍 at <!date^1780304040^{time}|08:54 UTC>, 12 min after the handover opened. Secondary: Cyd.",
        "*Open incidents and postmortem drafts*\nnone",
        "*Deploys in flight*\nnone",
        "*Known-noisy alerts, and silences that lift this week*\nnone",
        "*Orgs that cannot be entered without their Owner*\nnone");

    [Theory]
    [InlineData(HandoverNudge.AskIncoming,
        "⏰ <@U0BEN>, this handover waits for your 👍 since 30 min. Until then Ada stays responsible.")]
    [InlineData(HandoverNudge.AskAgain,
        "⏰ <@U0BEN>, still no 👍 after 30 min: the handover is not complete. Until then Ada stays responsible.")]
    [InlineData(HandoverNudge.TellOthers,
        "⏰ Ben has not acknowledged the handover for 30 min. <@U0CYD> (secondary) and <@U0LEA> (engineering lead): please find out why. "
        + "<@U0BEN>, it takes your 👍. Until then Ada stays responsible.")]
    public void A_nudge_always_says_who_covers_meanwhile(HandoverNudge nudge, string says) =>
        Says(new Effect.NudgeHandover(View, nudge, At.AddMinutes(30), At.AddMinutes(60)), says);

    [Fact]
    public void Secondary_and_lead_are_told_in_the_channel_too_and_nobody_twice()
    {
        var alone = View with { Who = View.Who with { Secondary = null, Lead = Fixture.Ben } };
        var message = SlackMessages.Of(
            new Effect.NudgeHandover(alone, HandoverNudge.TellOthers, At.AddMinutes(60), At.AddMinutes(120)), Id);

        Assert.True(message.AlsoInChannel);
        Assert.Contains("Nobody else stands in the policy to be told. <@U0BEN>, it takes your 👍.", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Late_and_after_one_that_was_never_acknowledged_the_note_says_so() => Assert.Contains(
        "Until then Cyd stays responsible. Secondary: Cyd."
        + "\n⚠️ Opened late, at <!date^1780562520^{date_short_pretty} {time}|08:42 UTC>: it was due at <!date^1780303320^{date_short_pretty} {time}|08:42 UTC>."
        + "\n⚠️ The handover of <!date^1779698520^{date_short_pretty} {time}|08:42 UTC> was never acknowledged: Cyd was responsible until now.",
        SlackMessages.Of(
            new Effect.PostHandoverNote(View with
            {
                OpenedAt = At.AddDays(3),
                Unfinished = new UnfinishedHandover(At.AddDays(-7), Cyd),
            }),
            Id).Text,
        StringComparison.Ordinal);

    [Fact]
    public void Whoever_stays_on_call_is_not_told_to_take_over_from_themselves()
    {
        var same = SlackMessages.Of(new Effect.PostHandoverNote(View with { Who = View.Who with { Incoming = Fixture.Ada } }), Id);

        Assert.StartsWith("🤝 Handover: Ada stays on call. <@U0ADA>, please read this and give it your 👍", same.Text, StringComparison.Ordinal);
        Assert.Contains("Ada stays primary.", same.Text, StringComparison.Ordinal);
    }

    public static TheoryData<Effect.ToSlack, string> OtherWords { get; } = new()
    {
        { new Effect.HintNotIncoming("U0ADA", Fixture.Ben),
            "Thank you, but only Ben's 👍 completes this handover: the incoming primary takes it over." },
        { new Effect.HintNotEditor("U0BEN", Fixture.Ada, IsComplete: false),
            "Only Ada, the outgoing primary, edits this note. Write into the thread what is missing." },
        { new Effect.HintNotEditor("U0ADA", Fixture.Ada, IsComplete: true),
            "This handover is complete: its note stays as it was acknowledged. Write what is new into the thread." },
        { new Effect.TellIncomingChanged(View with { Who = View.Who with { Incoming = Cyd } }, Fixture.Ben),
            "🔁 <@U0CYD>, you are primary now instead of Ben: this handover takes your 👍. Until then Ada stays responsible." },
        { new Effect.TellHandoverLapsed(View),
            "⚠️ Ben never acknowledged this handover, and the next one has come. It stays incomplete. Ada was responsible all the time." },
        { new Effect.TellHandoverMissed(At, At.AddDays(8)),
            "⚠️ The handover of <!date^1780303320^{date_short_pretty} {time}|08:42 UTC> was not held: this service was away until the next one "
            + "was due. Whoever was primary then: tell today's primary what they inherit." },
    };

    [Theory]
    [MemberData(nameof(OtherWords), DisableDiscoveryEnumeration = true)]
    public void What_else_is_said(Effect.ToSlack effect, string says) => Says(effect, says);

    static EffectId Id { get; } = new(new ProcessId("handover-2026-06-01"), Version: 3, Index: 0);

    static void Says(Effect.ToSlack effect, params string[] blocks) =>
        Assert.Equal(blocks, SlackMessages.Of(effect, Id).Blocks.SelectMany(TextsOf));

    static IEnumerable<string> TextsOf(SlackBlock block) => block switch
    {
        SlackBlock.Header header => [header.Text.Text],
        SlackBlock.Section { Text: { } text } => [text.Text],
        SlackBlock.Context context => context.Elements.Select(element => element.Text),
        SlackBlock.Actions actions => actions.Elements.Select(button => button.Text.Text),
        _ => throw new InvalidOperationException($"{block} is not read here."),
    };
}
