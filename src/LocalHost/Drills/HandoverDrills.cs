using System.Globalization;
using OnCall.LocalHost.Slack;

namespace OnCall.LocalHost.Drills;

/// <summary>The Monday handover: as it should be, without its 👍, and with nothing around it working.</summary>
static class HandoverDrills
{
    const string Edit = "handover-edit";
    const string Cloud = "novalien/novavms-cloud";

    /// <summary>Five to nine in Berlin: an hour and five minutes before the handover from Ada to Ben.</summary>
    static readonly DateTimeOffset FiveToNine = DateTimeOffset.Parse("2026-01-12T07:55:00Z", CultureInfo.InvariantCulture);

    static readonly DateTimeOffset FiveToTen = FiveToNine + TimeSpan.FromHours(1);

    public static IReadOnlyList<Drill> List { get; } =
    [
        new("monday-handover", "The handover of Monday 10:00: reminder, note, remarks, and the 👍 that completes it.",
            async (stage, cancellation) =>
            {
                await stage.FastForwardAsync(TimeSpan.FromMinutes(60), cancellation);
                await FillNeighboursAsync(stage, cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(5), cancellation);
                await stage.Slack.PressAsync(stage.Person("ada"), NoteOn(stage), Edit, cancellation);
                await stage.Slack.SubmitAsync(
                    stage.Slack.Views.Single(), cancellation, ("Remarks", "The fan in rack 2 is loud; facilities knows."));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(2), cancellation);
                stage.Slack.React(stage.Person("ada"), NoteOn(stage), "+1");
                await stage.FastForwardAsync(TimeSpan.FromMinutes(5), cancellation);
                stage.Slack.React(stage.Person("ben"), NoteOn(stage), "+1::skin-tone-3");
                await stage.FastForwardAsync(TimeSpan.FromMinutes(8), cancellation);
            },
            [
                new("05:00", Place.DirectMessage, "Your handover to Ben is due: 10:00"),
                new("60:00", Place.PagerDuty, "pages Ada (level 1)"),
                new("60:00", Place.Channel, "hypothesis"),
                .. TriageSightings.At("60:00"),
                new("60:00", Place.PagerDuty, "acknowledged by Ada"),
                new("60:00", Place.Thread, "Ada has it"),
                new("60:00", Place.Edited, "Ada has it"),
                new("65:00", Place.OnCallChannel, "postmortem draft"),
                new("65:00", Place.Edited, "The fan in rack 2 is loud"),
                new("67:00", Place.Ephemeral, "only Ben's 👍 completes this handover"),
                new("72:00", Place.Edited, "Handover complete: Ada → Ben"),
                new("72:00", Place.Thread, "Ben took over with a 👍 at 10:07, 7 min after the handover opened"),
                new("75:00", Place.Thread, "@Ada, 15 min in, and no word outward yet"),
            ])
        { Start = FiveToNine },

        new("unacknowledged-handover", "Without the 👍 the handover is nudged, told to others, and never complete by itself.",
            async (stage, cancellation) =>
            {
                await stage.FastForwardAsync(TimeSpan.FromMinutes(128), cancellation);
                var note = NoteOn(stage);
                stage.Slack.Say(stage.Person("ben"), note.Channel, note.Ts, ":+1::skin-tone-4:");
                await stage.FastForwardAsync(TimeSpan.FromMinutes(120), cancellation);
            },
            [
                new("05:00", Place.OnCallChannel, "Until then Ada stays responsible"),
                new("20:00", Place.Thread, "@Ben, this handover waits for your 👍 since 15 min. Until then Ada stays responsible"),
                new("35:00", Place.Thread, "@Ben, this handover waits for your 👍 since 30 min. Until then Ada stays responsible"),
                new("65:00", Place.Thread, "@Cyd (secondary) and @Lea (engineering lead): please find out why"),
                new("125:00", Place.Thread, "@Ben, still no 👍 after 2 h:"),
                new("128:00", Place.Edited, "Handover complete"),
                new("128:00", Place.Thread, "Ben took over with a 👍 at 12:03, 2 h 3 min after the handover opened"),
            ])
        { Start = FiveToTen },

        new("handover-with-everything-down", "Slack, PagerDuty, GitHub and NovaVMS are away at ten: what cannot be read is never \"none\".",
            async (stage, cancellation) =>
            {
                await stage.FastForwardAsync(TimeSpan.FromMinutes(3), cancellation);
                SetDown(stage, isDown: true);
                stage.Slack.GoDown();
                await stage.FastForwardAsync(TimeSpan.FromMinutes(4), cancellation);
                stage.Slack.ComeBack();
                await stage.FastForwardAsync(TimeSpan.FromMinutes(8), cancellation);
                SetDown(stage, isDown: false);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(6), cancellation);
                stage.Slack.DropEvents = true;
                stage.Slack.React(stage.Person("ben"), NoteOn(stage), "thumbsup");
                await stage.FastForwardAsync(TimeSpan.FromMinutes(9), cancellation);
            },
            [
                new("07:07", Place.OnCallChannel, "could not be read: PagerDuty failed with 503"),
                new("13:00", Place.OnCallChannel, "(gateways-drop) cannot be judged since 08:58 UTC"),
                new("13:00", Place.OnCallChannel, "(ingest-stalled) cannot be judged since 08:58 UTC"),
                new("15:30", Place.OnCallChannel, "(gateways-drop) can be judged again"),
                new("15:30", Place.OnCallChannel, "(ingest-stalled) can be judged again"),
                new("16:00", Place.Edited, "none"),
                // Decided at six minutes; PagerDuty is back at fifteen, and asked again when its turn comes.
                new("19:02", Place.PagerDuty, "pages Ben (level 1): The cloud API fails: 5xx for more than 2 min"),
                new("19:02", Place.Channel, "5xx for 2 min 1 s, more than 2 min"),
                .. TriageSightings.At("19:02", "🔎"),
                new("20:00", Place.Thread, "@Ben, this handover waits for your 👍 since 15 min"),
                new("20:30", Place.PagerDuty, "resolved by"),
                new("20:30", Place.Thread, "Resolved by PagerDuty"),
                new("20:30", Place.Edited, "Resolved by PagerDuty"),
                new("20:30", Place.Thread, "Postmortem draft: https://github.com/novalien/novavms-cloud/pull/1"),
                new("25:00", Place.Edited, "Handover complete"),
                new("25:00", Place.Thread, "Ben took over"),
            ])
        { Start = FiveToTen },
    ];

    static async Task FillNeighboursAsync(Stage stage, CancellationToken cancellation)
    {
        var incident = stage.PagerDuty.Trigger("Search answers slowly for all orgs");
        await stage.SettleAsync(cancellation);
        stage.PagerDuty.Acknowledge(incident.Id, stage.Person("ada"));
        stage.GitHub.Write(Cloud, $"docs/postmortems/2026-01-12-{incident.Id}-slow-search.md", "# Search answered slowly\n");
        stage.GitHub.Finish(stage.GitHub.Deploy(Cloud, "beta", "v2.3.1", "ada").Id);
        stage.GitHub.Deploy(Cloud, "alpha", "v2.4.0", "ben");
        stage.NovaVms.AddOrg("org_7f3a", "Harbour Logistics", "owner@harbour.example", allowsImpersonation: false);
        stage.NovaVms.AddOrg("org_11c0", "Old Mill", "owner@oldmill.example", allowsImpersonation: true);
        await stage.SettleAsync(cancellation);
    }

    static void SetDown(Stage stage, bool isDown)
    {
        if (isDown)
        {
            stage.PagerDuty.GoDown();
            stage.GitHub.GoDown();
            stage.NovaVms.GoDown();
            return;
        }

        stage.PagerDuty.ComeBack();
        stage.GitHub.ComeBack();
        stage.NovaVms.ComeBack();
    }

    static PostedMessage NoteOn(Stage stage) =>
        stage.Slack.Messages.Last(message => message.Channel == stage.Policy.Channels.OnCall && message.ThreadTs is null
            && stage.Slack.Render(message).Contains("Handover", StringComparison.Ordinal));
}
