namespace OnCall.Bench.Crash;

/// <summary>What people do about one incident.</summary>
/// <param name="RaisedAfter">Counted from the beginning of the run.</param>
/// <param name="AcknowledgedAfter">Counted from the page; null when nobody does.</param>
/// <param name="ResolvedAfter">Counted from the page; null when nobody does.</param>
sealed record Script(int Number, TimeSpan RaisedAfter, TimeSpan? AcknowledgedAfter, TimeSpan? ResolvedAfter)
{
    public bool IsLeftAlone => AcknowledgedAfter is null && ResolvedAfter is null;

    public static IReadOnlyList<Script> All(CrashPlan plan)
    {
        var random = new Random(plan.Seed);
        return [.. Enumerable.Range(1, plan.Incidents).Select(number => Of(number, plan.Over, random))];
    }

    // Half are acknowledged in time, some too late or only resolved; the rest goes up the chain.
    static Script Of(int number, TimeSpan over, Random random)
    {
        var raised = over * random.NextDouble();
        var inTime = CrashPlan.AcknowledgeWithin * (0.7 * random.NextDouble());
        var tooLate = CrashPlan.AcknowledgeWithin * (1 + (2.5 * random.NextDouble()));
        var later = TimeSpan.FromSeconds(5) * random.NextDouble();
        return random.Next(20) switch
        {
            < 5 => new Script(number, raised, inTime, ResolvedAfter: null),
            < 10 => new Script(number, raised, inTime, inTime + later),
            < 12 => new Script(number, raised, tooLate, ResolvedAfter: null),
            < 14 => new Script(number, raised, AcknowledgedAfter: null, tooLate),
            _ => new Script(number, raised, AcknowledgedAfter: null, ResolvedAfter: null),
        };
    }
}
