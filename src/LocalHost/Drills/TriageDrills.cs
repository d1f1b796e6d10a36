namespace OnCall.LocalHost.Drills;

/// <summary>"A deploy in the last 2 hours is the prime suspect."</summary>
static class TriageDrills
{
    const string Cloud = "novalien/novavms-cloud";
    const string Gateway = "novalien/novavms-gateway";
    const int InternalError = 500;

    public static IReadOnlyList<Drill> List { get; } =
    [
        new("bad-deploy", "A deploy 40 minutes before the page shows as the prime suspect by itself, and again when somebody asks.",
            async (stage, cancellation) =>
            {
                stage.GitHub.Commit(Cloud, "Cache sessions in memory", "ada", Stage.Curtain.AddMinutes(-55));
                stage.GitHub.Deploy(Gateway, "production", "v1.9.3", "ben", Stage.Curtain.AddHours(-20), "success");
                stage.GitHub.Deploy(Cloud, "production", "v2.14.0", "ada", Stage.Curtain.AddMinutes(-40), "success");
                stage.GitHub.Write(
                    Cloud, "docs/reliability-reports/2026-01-04-weekend-soak.md", "# Weekend soak\n\nThe 48 h soak FAILED after 31 h: sessions were lost.\n",
                    "cyd", Stage.Curtain.AddDays(-2));
                stage.NovaVms.FailWith(InternalError, "/api/v1/orgs");
                var incident = stage.PagerDuty.Trigger("Nobody can log in");
                await stage.FastForwardAsync(TimeSpan.FromSeconds(20), cancellation);
                stage.PagerDuty.Acknowledge(incident.Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(1), cancellation);
                stage.NovaVms.Mend();
                stage.GitHub.Deploy(Cloud, "production", "v2.13.4", "ada", stage.Clock.GetUtcNow(), "success");
                await stage.FastForwardAsync(TimeSpan.FromMinutes(1), cancellation);
                await IncidentDrills.PressAsync(stage, "ada", "incident-run-triage", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(3), cancellation);
                stage.PagerDuty.Resolve(incident.Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(60), cancellation);
            },
            [
                new("00:00", Place.PagerDuty, "pages Ada (level 1)"),
                new("00:00", Place.Channel, "Incident declared"),
                new("00:00", Place.Thread, "Prime suspect: novavms-cloud v2.14.0 to production, 40 min before the page, by ada."),
                new("00:00", Place.Edited, "✅ 5. Recent deploys checked: 2 in the last 24 h, 1 within 2 h before the page"),
                new("00:20", Place.PagerDuty, "acknowledged by Ada"),
                new("00:20", Place.Thread, "Ada has it"),
                new("00:20", Place.Edited, "Ada has it"),
                new("02:00", Place.NoiseChannel, "Not paged: 5xx for 30 s of 2 min"),
                new("02:20", Place.Thread, "novavms-cloud v2.13.4 to production, 1 min after the page, by ada"),
                new("02:20", Place.Edited, "✅ 5. Recent deploys checked: 3 in the last 24 h, 1 within 2 h before the page · Ada"),
                new("05:20", Place.PagerDuty, "resolved by Ada"),
                new("05:20", Place.Thread, "Ada ran triage: Prime suspect: novavms-cloud v2.14.0"),
                new("05:20", Place.Edited, "Resolved by Ada"),
                new("05:20", Place.Thread, "Postmortem draft: https://github.com/novalien/novavms-cloud/pull/1"),
            ]),
    ];
}
