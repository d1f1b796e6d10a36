namespace OnCall.LocalHost.Drills;

/// <summary>Every drill there is.</summary>
public static class AllDrills
{
    const string Title = "Cloud API answers 5xx on /api/v1/health";

    public static IReadOnlyList<Drill> List { get; } =
    [
        .. HandoverDrills.List,
        .. IncidentDrills.List,
        .. ReportDrills.List,
        .. DetectionDrills.List,
        .. NoiseDrills.List,
        new("unacknowledged-page", "A page that nobody acknowledges goes up the whole chain.",
            async (stage, cancellation) =>
            {
                stage.PagerDuty.Trigger(Title);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(50), cancellation);
            },
            [
                new("00:00", Place.PagerDuty, "pages Ada (level 1)"),
                new("00:00", Place.Channel, "hypothesis"),
                new("10:00", Place.PagerDuty, "primary Ada is not online"),
                new("10:00", Place.Thread, "Ada"),
                new("15:00", Place.PagerDuty, "pages Ben (level 2)"),
                new("15:00", Place.PagerDuty, "primary Ada did not acknowledge by 08:57 UTC"),
                new("15:00", Place.Thread, "Ben"),
                new("15:00", Place.Edited, "Ben"),
                new("30:00", Place.PagerDuty, "pages Lea (level 3)"),
                new("30:00", Place.PagerDuty, "secondary Ben did not acknowledge by 09:12 UTC"),
                new("30:00", Place.Thread, "Lea"),
                new("30:00", Place.Edited, "Lea"),
                new("45:00", Place.PagerDuty, "pages Tom (level 4)"),
                new("45:00", Place.PagerDuty, "engineering lead Lea did not acknowledge by 09:27 UTC"),
                new("45:00", Place.Thread, "Tom"),
                new("45:00", Place.Edited, "Tom"),
            ]),

        new("acknowledged-page", "A page that is acknowledged in time pages nobody else, and ends with its resolution.",
            async (stage, cancellation) =>
            {
                var incident = stage.PagerDuty.Trigger(Title);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(4), cancellation);
                stage.PagerDuty.Acknowledge(incident.Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(10), cancellation);
                stage.PagerDuty.Resolve(incident.Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(60), cancellation);
            },
            [
                new("00:00", Place.PagerDuty, "pages Ada (level 1)"),
                new("00:00", Place.Channel, "hypothesis"),
                new("04:00", Place.PagerDuty, "acknowledged by Ada"),
                new("04:00", Place.Thread, "Ada"),
                new("04:00", Place.Edited, "Ada has it"),
                new("14:00", Place.PagerDuty, "resolved by Ada"),
                new("14:00", Place.Thread, "resolved"),
                new("14:00", Place.Edited, "Resolved by Ada"),
            ]),
    ];
}
