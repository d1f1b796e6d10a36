namespace OnCall.LocalHost.Drills;

/// <summary>What is watched without a human: the three P1 criteria of the product itself, from the failure to its end.</summary>
static class DetectionDrills
{
    const int ServiceUnavailable = 503;

    public static IReadOnlyList<Drill> List { get; } =
    [
        new("api-down", "The cloud API answers 5xx: paged after more than 2 minutes, resolved when it has been well for 5.",
            async (stage, cancellation) =>
            {
                await stage.FastForwardAsync(TimeSpan.FromMinutes(1), cancellation);
                stage.NovaVms.FailWith(ServiceUnavailable);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(5), cancellation);
                stage.PagerDuty.Acknowledge(stage.PagerDuty.Incidents[^1].Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(4), cancellation);
                stage.NovaVms.Mend();
                await stage.FastForwardAsync(TimeSpan.FromMinutes(30), cancellation);
            },
            [
                new("03:31", Place.PagerDuty, "pages Ada (level 1): The cloud API fails: 5xx for more than 2 min"),
                new("03:31", Place.Channel, "5xx for 2 min 1 s, more than 2 min: 6 probes failed since 08:43:30 UTC"),
                .. TriageSightings.At("03:31", "Failing now: prod health (503", "503 in"),
                new("06:00", Place.PagerDuty, "acknowledged by Ada"),
                new("06:00", Place.Thread, "Ada has it"),
                new("06:00", Place.Edited, "Ada has it"),
                new("15:30", Place.PagerDuty, "resolved by nobody"),
                new("15:30", Place.Thread, "Resolved by PagerDuty"),
                new("15:30", Place.Edited, "Resolved by PagerDuty"),
                new("15:30", Place.Thread, "Postmortem draft: https://github.com/novalien/novavms-cloud/pull/1"),
            ]),

        new("gateways-drop", "A few gateways drop, then more than 10 % at once: the first is noise, the second a page.",
            async (stage, cancellation) =>
            {
                await stage.FastForwardAsync(TimeSpan.FromMinutes(5), cancellation);
                stage.NovaVms.Platform.GatewaysOnline -= 3;
                await stage.FastForwardAsync(TimeSpan.FromMinutes(10), cancellation);
                stage.NovaVms.Platform.GatewaysOnline = 350;
                await stage.FastForwardAsync(TimeSpan.FromMinutes(2), cancellation);
                stage.PagerDuty.Acknowledge(stage.PagerDuty.Incidents[^1].Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(8), cancellation);
                stage.NovaVms.Platform.GatewaysOnline = 409;
                await stage.FastForwardAsync(TimeSpan.FromMinutes(30), cancellation);
            },
            [
                new("07:30", Place.NoiseChannel, "3 gateways of 412 dropped: 0.7 % of more than 10 %"),
                new("15:30", Place.PagerDuty, "pages Ada (level 1): 59 of 409 gateways dropped at once (14.4 %)"),
                new("15:30", Place.Channel, "14.4 %, more than 10 %. 350 are online."),
                .. TriageSightings.At("15:30", "Failing now: gateways (350 of 420 online)"),
                new("17:00", Place.PagerDuty, "acknowledged by Ada"),
                new("17:00", Place.Thread, "Ada has it"),
                new("17:00", Place.Edited, "Ada has it"),
                new("30:30", Place.Thread, "@Ada, 15 min in, and no word outward yet"),
                new("30:30", Place.PagerDuty, "resolved by nobody"),
                new("30:30", Place.Thread, "Resolved by PagerDuty"),
                new("30:30", Place.Edited, "Resolved by PagerDuty"),
                new("30:30", Place.Thread, "Postmortem draft: https://github.com/novalien/novavms-cloud/pull/1"),
            ]),

        new("ingest-stalls", "No org's events are written any more: paged after more than 5 minutes.",
            async (stage, cancellation) =>
            {
                await stage.FastForwardAsync(TimeSpan.FromMinutes(2), cancellation);
                stage.NovaVms.Platform.StopIngest();
                await stage.FastForwardAsync(TimeSpan.FromMinutes(7), cancellation);
                stage.PagerDuty.Acknowledge(stage.PagerDuty.Incidents[^1].Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(3), cancellation);
                stage.NovaVms.Platform.ResumeIngest();
                await stage.FastForwardAsync(TimeSpan.FromMinutes(30), cancellation);
            },
            [
                new("07:01", Place.PagerDuty, "pages Ada (level 1): No new events across all orgs for more than 5 min"),
                new("07:01", Place.Channel, "No new events for 5 min 1 s, more than 5 min, across all orgs"),
                .. TriageSightings.At("07:01", "Failing now: ingest (0 orgs writing, 42 silent"),
                new("09:00", Place.PagerDuty, "acknowledged by Ada"),
                new("09:00", Place.Thread, "Ada has it"),
                new("09:00", Place.Edited, "Ada has it"),
                new("17:30", Place.PagerDuty, "resolved by nobody"),
                new("17:30", Place.Thread, "Resolved by PagerDuty"),
                new("17:30", Place.Edited, "Resolved by PagerDuty"),
                new("17:30", Place.Thread, "Postmortem draft: https://github.com/novalien/novavms-cloud/pull/1"),
            ]),
    ];
}
