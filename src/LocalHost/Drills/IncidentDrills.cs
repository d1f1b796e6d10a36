using OnCall.LocalHost.Slack;

namespace OnCall.LocalHost.Drills;

/// <summary>The first ten minutes and the hour after, as people live through them in Slack.</summary>
static class IncidentDrills
{
    const string Title = "Cloud API answers 5xx on /api/v1/health";

    public static IReadOnlyList<Drill> List { get; } = [FirstTenMinutes(), NobodyAnswers(), NotConverging(), SlackIsDown()];

    static Drill FirstTenMinutes() => new(
        "first-ten-minutes", "The checklist in its order, a hypothesis, a word outward, and the summary at the end.",
        async (stage, cancellation) =>
        {
            var incident = stage.PagerDuty.Trigger(Title);
            await After(3);
            stage.PagerDuty.Acknowledge(incident.Id, stage.Person("ada"));
            await After(1);
            await PressAsync(stage, "ada", "incident-health-checked", cancellation);
            await After(1);
            await PressAsync(stage, "ada", "incident-deploys-checked", cancellation);
            await PressAsync(stage, "cyd", "incident-page-cto", cancellation);
            await After(1);
            await PressAsync(stage, "ada", "incident-server-looked-at", cancellation);
            await PressAsync(stage, "ada", "incident-reports-checked", cancellation);
            await After(2);
            await PressAsync(stage, "ada", "incident-set-hypothesis", cancellation);
            await stage.Slack.SubmitAsync(stage.Slack.Views.Single(), cancellation, ("text", "v2.4.0 of the cloud API"));
            await After(1);
            await PressAsync(stage, "ada", "incident-still-investigating", cancellation);
            await After(9);
            stage.PagerDuty.Resolve(incident.Id, stage.Person("ada"));
            await After(60);

            Task After(double minutes) => stage.FastForwardAsync(TimeSpan.FromMinutes(minutes), cancellation);
        },
        [
            new("00:00", Place.PagerDuty, "pages Ada (level 1)"),
            new("00:00", Place.Channel, "2. Incident declared"),
            new("03:00", Place.PagerDuty, "acknowledged by Ada"),
            new("03:00", Place.Thread, "Ada has it"),
            new("03:00", Place.Edited, "✅ 1. Page acknowledged · Ada 09:45"),
            new("04:00", Place.Edited, "✅ 3. Prod health checked · Ada 09:46"),
            new("05:00", Place.Thread, "Skipped so far: cloud server looked at (Ada went on with: recent deploys checked)"),
            new("05:00", Place.Edited, "⚠️ 4. Cloud server looked at (skipped)"),
            new("05:00", Place.Ephemeral, "to Cyd: Only whoever is on call or has this incident can do this"),
            new("06:00", Place.Edited, "4. Cloud server looked at (out of order) · Ada 09:48"),
            new("06:00", Place.Edited, "✅ 6. Reliability reports checked · Ada 09:48"),
            new("08:00", Place.Thread, "Hypothesis, by Ada: v2.4.0 of the cloud API"),
            new("08:00", Place.Edited, "v2.4.0 of the cloud API"),
            new("09:00", Place.Thread, "Still investigating, no update on customer impact."),
            new("09:00", Place.Edited, "✅ 8. Outward word sent · Ada 09:51"),
            new("18:00", Place.PagerDuty, "resolved by Ada"),
            new("18:00", Place.Thread, "Resolved after 18 min (MTTR), acknowledged after 3 min (MTTA); outward words: 1 in time, 0 missed."),
            new("18:00", Place.Edited, "Resolved by Ada"),
        ]);

    static Drill NobodyAnswers() => new(
        "nobody-answers", "Nobody is online after ten minutes, nobody acknowledges, and the whole chain is paged.",
        async (stage, cancellation) =>
        {
            stage.PagerDuty.Trigger(Title);
            await stage.FastForwardAsync(TimeSpan.FromMinutes(70), cancellation);
        },
        [
            new("00:00", Place.PagerDuty, "pages Ada (level 1)"),
            new("00:00", Place.Channel, "Incident declared"),
            new("10:00", Place.PagerDuty, "note: primary Ada is not online 10 min after the page"),
            new("10:00", Place.Thread, "@Ada, nobody on call is online yet"),
            new("15:00", Place.PagerDuty, "pages Ben (level 2)"),
            new("15:00", Place.PagerDuty, "primary Ada did not acknowledge by 08:57 UTC"),
            new("15:00", Place.Thread, "@Ben, you are paged as secondary"),
            new("15:00", Place.Edited, "@Ben (secondary)"),
            new("30:00", Place.PagerDuty, "pages Lea (level 3)"),
            new("30:00", Place.PagerDuty, "secondary Ben did not acknowledge by 09:12 UTC"),
            new("30:00", Place.Thread, "@Lea, you are paged as engineering lead"),
            new("30:00", Place.Edited, "@Lea (engineering lead)"),
            new("45:00", Place.PagerDuty, "pages Tom (level 4)"),
            new("45:00", Place.PagerDuty, "engineering lead Lea did not acknowledge by 09:27 UTC"),
            new("45:00", Place.Thread, "@Tom, you are paged as CTO"),
            new("45:00", Place.Edited, "@Tom (CTO)"),
            new("60:00", Place.Thread, "Nobody has acknowledged this incident"),
            new("60:00", Place.Edited, "Nobody has acknowledged"),
        ]);

    static Drill NotConverging() => new(
        "not-converging", "At the 30-minute mark nobody says that it converges: the secondary is paged, and helps.",
        async (stage, cancellation) =>
        {
            var incident = stage.PagerDuty.Trigger(Title);
            await After(3);
            stage.PagerDuty.Acknowledge(incident.Id, stage.Person("ada"));
            await After(12);
            await PressAsync(stage, "ada", "incident-still-investigating", cancellation);
            await After(15);
            await PressAsync(stage, "ada", "incident-snooze", cancellation);
            await After(6);
            stage.PagerDuty.Acknowledge(incident.Id, stage.Person("ben"));
            await After(3);
            await PressAsync(stage, "ben", "incident-page-lead", cancellation);
            await stage.Slack.SubmitAsync(stage.Slack.Views.Single(), cancellation, ("text", "escalating"));
            await stage.Slack.SubmitAsync(
                stage.Slack.Views.Single(), cancellation, ("text", "primary unreachable, customer-facing outage at 08:42 UTC"));
            await After(0.5);
            stage.PagerDuty.Resolve(incident.Id, stage.Person("ben"));
            await After(60);
            await PressAsync(stage, "ada", "incident-snooze", cancellation);

            Task After(double minutes) => stage.FastForwardAsync(TimeSpan.FromMinutes(minutes), cancellation);
        },
        [
            new("00:00", Place.PagerDuty, "pages Ada (level 1)"),
            new("00:00", Place.Channel, "Incident declared"),
            new("03:00", Place.PagerDuty, "acknowledged by Ada"),
            new("03:00", Place.Thread, "Ada has it"),
            new("03:00", Place.Edited, "Ada has it"),
            new("15:00", Place.Thread, "@Ada, 15 min in, and no word outward yet"),
            new("15:00", Place.Thread, "Still investigating, no update on customer impact."),
            new("15:00", Place.Thread, "Skipped so far: prod health checked, cloud server looked at"),
            new("15:00", Place.Edited, "✅ 8. Outward word sent"),
            new("30:00", Place.Thread, "@Ada, the last word outward was 15 min ago"),
            new("30:00", Place.Thread, "@Ada, 30 min in: are you clearly converging on a fix?"),
            new("30:00", Place.Thread, "Ada put the next outward word off until 10:22"),
            new("30:00", Place.Edited, "10:22"),
            new("33:00", Place.Thread, "Ada did not say whether this converges, so help is paged. Follow the Incident response runbook"),
            new("33:00", Place.PagerDuty, "pages Ben (level 2)"),
            new("33:00", Place.PagerDuty, "not converging 33 min after the start, paging secondary Ben to help"),
            new("33:00", Place.Thread, "@Ben, you are paged as secondary: please come and help"),
            new("33:00", Place.Edited, "Ada has it, Ben is paged to help"),
            new("36:00", Place.PagerDuty, "acknowledged by Ben"),
            new("36:00", Place.Thread, "Ben has it"),
            new("36:00", Place.Edited, "Ben has it"),
            new("39:00", Place.PagerDuty, "pages Lea (level 3)"),
            new("39:00", Place.PagerDuty, "Ben pages engineering lead Lea for the incident of 08:42 UTC: primary unreachable, customer-facing outage"),
            new("39:00", Place.Thread, "@Lea, you are paged as engineering lead"),
            new("39:00", Place.Edited, "Ben has it, Lea is paged to help"),
            new("39:30", Place.PagerDuty, "resolved by Ben"),
            new("39:30", Place.Thread, "Who did what"),
            new("39:30", Place.Edited, "Resolved by Ben"),
            new("99:30", Place.Ephemeral, "to Ada: This incident is resolved"),
        ]);

    static Drill SlackIsDown() => new(
        "slack-is-down", "Slack is away for half an hour: paging goes on, and Slack catches up once.",
        async (stage, cancellation) =>
        {
            stage.Slack.GoDown();
            var incident = stage.PagerDuty.Trigger(Title);
            await stage.FastForwardAsync(TimeSpan.FromMinutes(31), cancellation);
            stage.Slack.ComeBack();
            await stage.FastForwardAsync(TimeSpan.FromMinutes(9), cancellation);
            stage.PagerDuty.Acknowledge(incident.Id, stage.Person("lea"));
            await stage.FastForwardAsync(TimeSpan.FromMinutes(2), cancellation);
            stage.PagerDuty.Resolve(incident.Id, stage.Person("lea"));
            await stage.FastForwardAsync(TimeSpan.FromMinutes(60), cancellation);
        },
        [
            new("00:00", Place.PagerDuty, "pages Ada (level 1)"),
            new("10:00", Place.PagerDuty, "note: primary Ada is not online"),
            new("15:00", Place.PagerDuty, "pages Ben (level 2)"),
            new("15:00", Place.PagerDuty, "primary Ada did not acknowledge by 08:57 UTC"),
            new("30:00", Place.PagerDuty, "pages Lea (level 3)"),
            new("30:00", Place.PagerDuty, "secondary Ben did not acknowledge by 09:12 UTC"),
            new("33:31", Place.Channel, "Incident declared"),
            new("33:31", Place.Thread, "@Ada, nobody on call is online yet"),
            new("33:31", Place.Thread, "@Ben, you are paged as secondary"),
            new("33:31", Place.Edited, "@Ben (secondary)"),
            new("33:31", Place.Thread, "@Lea, you are paged as engineering lead"),
            new("33:31", Place.Edited, "@Lea (engineering lead)"),
            new("40:00", Place.PagerDuty, "acknowledged by Lea"),
            new("40:00", Place.Thread, "Lea has it"),
            new("40:00", Place.Edited, "Lea has it"),
            new("40:00", Place.Thread, "@Lea, 40 min in, and no word outward yet"),
            new("42:00", Place.PagerDuty, "resolved by Lea"),
            new("42:00", Place.Thread, "outward words: 0 in time, 2 missed"),
            new("42:00", Place.Edited, "Resolved by Lea"),
        ]);

    /// <summary>Presses the button where it was shown last.</summary>
    static async Task PressAsync(Stage stage, string person, string action, CancellationToken cancellation)
    {
        await stage.SettleAsync(cancellation);
        await stage.Slack.PressAsync(stage.Person(person), Shown(stage, action), action, cancellation);
        await stage.SettleAsync(cancellation);
    }

    static PostedMessage Shown(Stage stage, string action) => stage.Slack.Messages.Last(message =>
        message.Blocks is { } blocks && blocks.GetRawText().Contains($"\"{action}\"", StringComparison.Ordinal));
}
