using System.Text.Json.Serialization;

namespace OnCall.Core.Handovers;

/// <summary>The parts of a handover note, in the runbook's order. The names are on disk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoteSection>))]
public enum NoteSection
{
    /// <summary>"Open incidents and their state (link to postmortem drafts if any)."</summary>
    OpenIncidents,

    /// <summary>"Deploys in flight — anything in alpha or beta that the incoming primary inherits."</summary>
    DeploysInFlight,

    /// <summary>"Known-noisy alerts to watch (and any temporary silences scheduled to lift during the next week)."</summary>
    NoisyAlerts,

    /// <summary>"Customer orgs with active allow_platform_impersonation = false."</summary>
    ClosedOrgs,
}
