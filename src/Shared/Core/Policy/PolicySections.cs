namespace OnCall.Core.Policy;

/// <summary>The sections of the policy file that may be left out, and what counts then.</summary>
static partial class PolicySections
{
    public static HandoverPolicy Handover(PolicyFile.HandoverRulesEntry? entry, PolicyChecks checks)
    {
        var standard = HandoverPolicy.Standard;
        if (entry is null)
            return standard;

        var nudges = entry.NudgeAfter?.Select((after, i) => checks.Duration($"handover.nudgeAfter[{i}]", after)).ToList();
        var tell = entry.TellOthersAfter is { } tellAfter ? checks.Duration("handover.tellOthersAfter", tellAfter) : standard.TellOthersAfter;
        if (nudges is not null && nudges.Append(tell).Zip(nudges.Append(tell).Skip(1)).Any(pair => pair.First >= pair.Second))
            checks.Fail("handover.nudgeAfter", "each nudge comes later than the one before it, and all before tellOthersAfter.");
        return new HandoverPolicy(
            entry.Reminders?.Select((reminder, i) => Reminder($"handover.reminders[{i}]", reminder, checks)).ToList() ?? standard.Reminders,
            nudges ?? standard.NudgeAfter,
            tell,
            entry.ThenEvery is { } every ? checks.Duration("handover.thenEvery", every) : standard.ThenEvery,
            entry.UntilAcknowledged is { } cover
                ? checks.OneOf<HandoverCover>("handover.untilAcknowledged", cover) : standard.UntilAcknowledged);
    }

    public static BusinessHours BusinessHours(PolicyFile.BusinessHoursEntry? entry, PolicyChecks checks)
    {
        var standard = Policy.BusinessHours.Standard;
        if (entry is null)
            return standard;

        var hours = new BusinessHours(
            entry.Days?.Select((day, i) => checks.OneOf<DayOfWeek>($"businessHours.days[{i}]", day)).ToList() ?? standard.Days,
            entry.From is { } from ? checks.Time("businessHours.from", from) : standard.From,
            entry.To is { } to ? checks.Time("businessHours.to", to) : standard.To,
            entry.Holidays?.Select((day, i) => checks.Date($"businessHours.holidays[{i}]", day)).ToList() ?? standard.Holidays);
        if (hours.Days.Count == 0)
            checks.Fail("businessHours.days", "must name at least one.");
        if (hours.From >= hours.To)
            checks.Fail("businessHours.to", "must be later than businessHours.from.");
        return hours;
    }

    public static DeploysPolicy Deploys(PolicyFile.DeploysEntry? entry, PolicyChecks checks)
    {
        if (entry is null)
            return DeploysPolicy.Nothing;

        var repositories = checks.Some("deploys.repositories", entry.Repositories);
        foreach (var (repository, i) in repositories.Select((repository, i) => (repository, i)))
            Repository($"deploys.repositories[{i}]", repository, checks);
        var environments = checks.Some("deploys.environments", entry.Environments);
        checks.Unique("deploys", "repository", repositories);
        checks.Unique("deploys", "environment", environments);
        return new DeploysPolicy(repositories, environments);
    }

    public static NoisePolicy Noise(PolicyFile.NoiseEntry? entry, PolicyChecks checks) => entry?.BundleWithin is { } within
        ? new NoisePolicy(checks.Duration("noise.bundleWithin", within))
        : NoisePolicy.Standard;

    static HandoverReminder Reminder(string field, PolicyFile.ReminderEntry? entry, PolicyChecks checks)
    {
        if (entry is { Before: { } before, Day: null, At: null })
            return new HandoverReminder.Before(checks.Duration($"{field}.before", before));
        if (entry is { Before: null, Day: { } day, At: { } at })
            return new HandoverReminder.OnDay(checks.OneOf<DayOfWeek>($"{field}.day", day), checks.Time($"{field}.at", at));

        checks.Fail(field, "write either day and at, such as {\"day\": \"Friday\", \"at\": \"16:00\"}, or before, such as {\"before\": \"01:00:00\"}.");
        return new HandoverReminder.Before(TimeSpan.Zero);
    }
}
