namespace OnCall.Bench.Crash;

/// <summary>The sights of one incident, sorted by what they mean.</summary>
sealed class Chronicle(IReadOnlyList<Sight> sights)
{
    public const string Declaration = "🚨";
    public const string Escalation = "⏫";
    public const string Acknowledgement = "👀";
    public const string Resolution = "✅";
    public const string NobodyLeft = "🆘";

    readonly List<Sight.InPagerDuty> _happened = [.. sights.OfType<Sight.InPagerDuty>()];

    /// <summary>In the order in which people read them.</summary>
    public IReadOnlyList<Sight.Posted> Posts { get; } =
        [.. sights.OfType<Sight.Posted>().OrderBy(post => post.Message.Ts, StringComparer.Ordinal)];

    public IReadOnlyList<(int Level, DateTimeOffset At)> Pages =>
        [.. Happened("incident.escalated").Select(page => (page.Happening.Incident.Level, page.At))];

    public IReadOnlyList<string> Notes =>
        [.. Happened("incident.annotated").Select(note => note.Happening.Incident.Notes[^1].Content)];

    /// <summary>When somebody acknowledged or resolved in PagerDuty; null when nobody did.</summary>
    public DateTimeOffset? AnsweredAt => Happened("incident.acknowledged").Concat(Happened("incident.resolved"))
        .Min(answer => (DateTimeOffset?)answer.At);

    /// <summary>When we said that we know of it.</summary>
    public DateTimeOffset? AnswerTakenAt => sights.OfType<Sight.Webhook>()
        .Where(webhook => webhook is
        {
            IsTaken: true, Attempt.EventType: "incident.acknowledged" or "incident.resolved",
        })
        .Min(webhook => (DateTimeOffset?)webhook.At);

    public DateTimeOffset RaisedAt => Happened("incident.triggered").First().At;

    public IReadOnlyList<Sight.Posted> Saying(string mark) =>
        [.. Posts.Where(post => post.Text.StartsWith(mark, StringComparison.Ordinal))];

    IEnumerable<Sight.InPagerDuty> Happened(string type) => _happened.Where(sight => sight.Happening.EventType == type);
}
