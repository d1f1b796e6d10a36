namespace OnCall.Core.Processes;

/// <summary>A sentence of the runbook that the service carries out, or one that it owes on its own account.</summary>
/// <param name="Id">Short and stable: it is stored beside each event and stands in docs/runbook-map.md.</param>
/// <param name="Sentence">As the runbook words it; what the service owes by itself, as docs/runbook-map.md does.</param>
public sealed record Rule(string Id, string Sentence);

/// <summary>The sentences in force, each once. docs/runbook-map.md lists them with the tests that keep them.</summary>
public static class Rules
{
    public static readonly Rule OnePrimaryOneSecondary = new("one-primary-one-secondary",
        "Novalien on-call rotates weekly. One primary, one secondary.");

    public static readonly Rule HandoverOnMonday = new("handover-on-monday",
        "Handover is Monday 10:00 local on the #novavms-oncall Slack channel.");

    public static readonly Rule HandoverNote = new("handover-note",
        "Outgoing primary posts a handover note in #novavms-oncall.");

    public static readonly Rule HandoverAcknowledged = new("handover-acknowledged",
        "No handover is considered complete without that ack.");

    public static readonly Rule PageStartsAnIncident = new("page-starts-an-incident",
        "PagerDuty pages on P1 only.");

    public static readonly Rule AckStopsTheTimer = new("ack-stops-the-timer",
        "Ack the page in PagerDuty. Stops the escalation timer.");

    public static readonly Rule EscalationChain = new("escalation-chain",
        "Primary → Secondary (after 15 min of no ack) → Engineering lead → CTO.");

    public static readonly Rule ResolveEndsTheIncident = new("resolve-ends-the-incident",
        "Open incidents and their state.");

    public static readonly Rule KnownNoisyAlerts = new("known-noisy-alerts",
        "Known-noisy alerts to watch (and any temporary silences scheduled to lift during the next week).");

    public static readonly Rule CloudApi5xx = new("cloud-api-5xx",
        "Cloud API (novavms.novalien.com) returns 5xx for more than 2 minutes on /api/v1/health or on authenticated reads.");

    public static readonly Rule GatewaysDrop = new("gateways-drop",
        "More than 10% of online gateways drop simultaneously.");

    public static readonly Rule IngestStalled = new("ingest-stalled",
        "Ingest pipeline stops writing new events for more than 5 minutes across all orgs.");

    public static readonly Rule CustomerReport = new("customer-report",
        "A customer reports total loss of live view AND playback for an entire org.");

    public static readonly Rule SecurityEvent = new("security-event",
        "Any active security event.");

    public static readonly Rule NoiseInBusinessHours = new("noise-in-business-hours",
        "Everything else goes to #novavms-oncall-noise and is handled business hours.");

    public static readonly Rule OnlineWithinTenMinutes = new("online-within-ten-minutes",
        "The primary … is expected online within 10 minutes of a page, 24/7 during their week.");

    public static readonly Rule FirstTenMinutes = new("first-ten-minutes",
        "Do these in order. Do not skip steps because the cause looks obvious.");

    public static readonly Rule ReassignToSecondary = new("reassign-to-secondary",
        "If you cannot engage in 15 minutes, re-assign to secondary — do not ack and then disappear.");

    public static readonly Rule Declare = new("declare",
        "Declare in #novavms-incident-live. Post: incident start time, what paged, current hypothesis.");

    public static readonly Rule AuditTrail = new("audit-trail",
        "This channel is the audit trail if we end up writing a public postmortem.");

    public static readonly Rule CommunicateOutward = new("communicate-outward",
        "Communicate outward every 15 minutes.");

    public static readonly Rule ThirtyMinuteMark = new("thirty-minute-mark",
        "At the 30-minute mark, if you are not clearly converging on a fix, page secondary and follow Incident response runbook.");

    public static readonly Rule ReasonInTheNote = new("reason-in-the-note",
        "If you are secondary and you page up to the lead, write a one-sentence reason in the PagerDuty note.");

    public static readonly Rule OnlyWhoMay = new("only-who-may",
        "Nobody acts who is not allowed to; the refusal is recorded.");

    public static readonly Rule NoticeOnce = new("notice-once",
        "What keeps the service from doing its part is said in #novavms-oncall, once.");

    public static readonly Rule DeadLetterKept = new("dead-letter-kept",
        "A message that could not be handled is kept until it is replayed.");

    public static readonly Rule DeclaredByHand = new("declared-by-hand",
        "A P1 that nothing has paged for is declared by hand, and pages the primary.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        OnePrimaryOneSecondary, HandoverOnMonday, HandoverNote, HandoverAcknowledged, PageStartsAnIncident, AckStopsTheTimer,
        EscalationChain, ResolveEndsTheIncident, CloudApi5xx, GatewaysDrop, IngestStalled, CustomerReport, SecurityEvent, NoiseInBusinessHours,
        KnownNoisyAlerts, NoticeOnce, DeadLetterKept,
        OnlineWithinTenMinutes, FirstTenMinutes, ReassignToSecondary, Declare, AuditTrail, CommunicateOutward, ThirtyMinuteMark,
        ReasonInTheNote, OnlyWhoMay, DeclaredByHand,
    ];
}
