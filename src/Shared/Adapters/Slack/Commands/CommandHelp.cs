namespace OnCall.Adapters.Slack.Commands;

/// <summary>What can be typed, by examples: each is understood, which a test keeps.</summary>
public static class CommandHelp
{
    public static readonly IReadOnlyList<CommandExample> Examples =
    [
        new("who", "", "who is on call now, until when and why"),
        new("handover", "", "how the latest handover stands, and when the next one is"),
        new("why", "", "what is watched, and why it pages or does not"),
        new("triage", "", "look at prod, deploys, commits, reports, gateways and ingest now; the result comes into the incident's thread"),
        new("triage", "PABC123 org_7f3a", "of one incident, and an org too; an org alone will do"),
        new("declare", "Playback is black for every customer", "page the primary for a P1 that nothing has paged for"),
        new("update", "Rolling back v2.4.0, playback should be back by 10:15", "send word outward, into the thread and the channel"),
        new("escalate", "", "page the secondary for the incident that is open"),
        new("escalate", "lead primary unreachable, customer-facing outage at 08:42 UTC", "page the lead or the cto, with one sentence why"),
        new("impersonate", "org_7f3a", "see how a customer's org is, and get a token to act inside it, for the incident that is open"),
        new("impersonate", "PABC123 owner@harbour.example", "for one of several incidents, by the owner's e-mail"),
        new("drill", "", "who would be paged at which minute if it paged now; pages nobody"),
        new("silences", "", "which alerts are silenced, or known to be noisy"),
        new("silence", "Gateway berlin-03 flaps until 14:00 because firmware update", "hold an alert back"),
        new("silence", "\"Waiting for ingest\" for 2h because a test of ours", "with quotation marks where in doubt"),
        new("noisy", "Camera 7 offline because loose cable", "an alert to watch; an end may stand there too"),
        new("noise", "", "what is not page-worthy and waits, and until when"),
        new("lift", "1", "take a silence or a noisy alert back"),
        new("report", "org_7f3a lost live view and playback because all cameras are black since 9", "a customer lost everything: pages"),
        new("report", "owner@harbour.example lost playback on 3 cameras because the timeline is empty", "a customer lost less: a ticket"),
        new("security", "API key of the cloud found in a public repository", "a confirmed credential leak: pages at once"),
        new("overrides", "", "who stands in for whom"),
        new("override", "primary lea until tomorrow 9:00 because dentist", "from now on"),
        new("override", "secondary @ben from Friday 18:00 for 4h because concert", "later"),
        new("swap",
            "primary ada from Thursday 18:00 until 22:00 with primary ben from 2026-01-15 18:00 until 22:00 because concert",
            "two turns, each by whoever has it"),
        new("remove", "1", "take an override or a swap back"),
        new("help", "", "this"),
    ];

    public static IReadOnlyList<string> Verbs { get; } = [.. Examples.Select(example => example.Verb).Distinct()];
}

/// <param name="Text">What stands behind the verb.</param>
/// <param name="Meaning">In a few words.</param>
public sealed record CommandExample(string Verb, string Text, string Meaning)
{
    public string Line => $"/oncall {Verb} {Text}".TrimEnd();
}
