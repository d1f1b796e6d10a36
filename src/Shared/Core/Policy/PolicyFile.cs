using System.Text.Json.Serialization;

namespace OnCall.Core.Policy;

// The shape of oncall.json. Everything may be missing here: what must be there, PolicyReader says by name.
sealed record PolicyFile(
    string? Team,
    string? Zone,
    IReadOnlyList<PolicyFile.PersonEntry>? People,
    PolicyFile.RotationEntry? Rotation,
    IReadOnlyList<PolicyFile.StepEntry>? Escalation,
    PolicyFile.ChannelsEntry? Channels,
    PolicyFile.HandoverRulesEntry? Handover,
    PolicyFile.BusinessHoursEntry? BusinessHours,
    PolicyFile.DeploysEntry? Deploys,
    PolicyFile.IncidentsEntry? Incidents,
    PolicyFile.FolderEntry? Postmortems,
    PolicyFile.SecurityEntry? Security,
    PolicyFile.DetectionEntry? Detection,
    PolicyFile.NoiseEntry? Noise,
    PolicyFile.TriageEntry? Triage)
{
    internal sealed record PersonEntry(string? Id, string? Name, string? Slack, string? PagerDuty, string? Email);

    internal sealed record RotationEntry(
        string? Start, HandoverEntry? Handover, IReadOnlyList<string>? Order, string? Secondary, string? Source);

    internal sealed record HandoverEntry(string? Day, string? At);

    internal sealed record StepEntry(string? Role, string? Person, string? AcknowledgeWithin);

    internal sealed record ChannelsEntry(ChannelEntry? OnCall, ChannelEntry? IncidentLive, ChannelEntry? Noise);

    internal sealed record ChannelEntry(string? Id, string? Name);

    internal sealed record HandoverRulesEntry(
        IReadOnlyList<ReminderEntry>? Reminders, IReadOnlyList<string>? NudgeAfter, string? TellOthersAfter, string? ThenEvery,
        string? UntilAcknowledged);

    internal sealed record ReminderEntry(string? Day, string? At, string? Before);

    internal sealed record BusinessHoursEntry(
        IReadOnlyList<string>? Days, string? From, string? To, IReadOnlyList<string>? Holidays);

    internal sealed record IncidentsEntry(
        string? OnlineWithin, string? CommunicateEvery, string? CommunicateGrace, string? SnoozeFor, int? MaxSnoozes,
        string? ConvergeAfter, string? ConvergeAnswerWithin, string? ConvergeAfterLateAck, int? MinReasonWords,
        string? ResponseRunbook, IReadOnlyDictionary<string, string>? May);

    internal sealed record SecurityEntry(IReadOnlyList<string>? KnownImpersonators);

    internal sealed record DeploysEntry(IReadOnlyList<string>? Repositories, IReadOnlyList<string>? Environments);

    internal sealed record FolderEntry(string? Repository, string? Folder);

    internal sealed record DetectionEntry(
        CloudApiEntry? CloudApi, GatewaysEntry? Gateways, IngestEntry? Ingest,
        string? ResolveAfter, string? BlindAfter, string? MaxGap, string? Runbook);

    internal sealed record CloudApiEntry(string? FailsFor, bool? TimeoutCountsAs5xx, int? RecoveredAfter, string? AnswerWithin);

    internal sealed record GatewaysEntry(int? DropPercent, string? Within, int? AtLeast);

    internal sealed record IngestEntry(string? SilentFor);

    internal sealed record NoiseEntry(string? BundleWithin);

    internal sealed record TriageEntry(FolderEntry? ReliabilityReports, string? LookBack, string? PrimeSuspectWithin);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PolicyFile))]
sealed partial class PolicyJson : JsonSerializerContext;
