using System.Text.Json.Serialization;
using OnCall.Core.Incidents;

namespace OnCall.Core.Effects;

/// <summary>What follows when an incident is over.</summary>
[JsonDerivedType(typeof(OfferPostmortem), "offer-postmortem")]
[JsonDerivedType(typeof(ArchiveIncident), "archive-incident")]
[JsonDerivedType(typeof(TellPostmortem), "tell-postmortem")]
[JsonDerivedType(typeof(TellNoPostmortem), "tell-no-postmortem")]
public abstract partial record Effect
{
    /// <summary>A postmortem is drafted from the incident's record, and offered where the team writes them.</summary>
    public sealed record OfferPostmortem(Page Page) : Effect
    {
        [JsonIgnore]
        public override Lane Lane => Lane.GitHub;
    }

    /// <summary>From now on it is found among those that are closed.</summary>
    public sealed record ArchiveIncident(IncidentId Incident, DateTimeOffset At) : Effect
    {
        [JsonIgnore]
        public override Lane Lane => Lane.Archive;
    }

    public sealed record TellPostmortem(Page Page, Uri Url) : ToSlack
    {
        /// <summary>What is over waits for what is not.</summary>
        [JsonIgnore]
        public override Importance Importance => Importance.OnCall;
    }

    /// <param name="Why">A sentence.</param>
    public sealed record TellNoPostmortem(Page Page, string Why) : ToSlack
    {
        [JsonIgnore]
        public override Importance Importance => Importance.OnCall;
    }
}
