using System.Globalization;
using System.Text.Json.Serialization;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Core.Triage;

namespace OnCall.Core.Effects;

/// <summary>What follows when an incident is looked at.</summary>
[JsonDerivedType(typeof(RunTriage), "run-triage")]
[JsonDerivedType(typeof(TellTriageProgress), "tell-triage-progress")]
[JsonDerivedType(typeof(TellTriageStopped), "tell-triage-stopped")]
[JsonDerivedType(typeof(TellTriage), "tell-triage")]
public abstract partial record Effect
{
    /// <summary>Looks at everything at once; what is found comes back to the incident.</summary>
    public sealed record RunTriage(Page Page, int Run, Actor By, string? Org) : Effect
    {
        [JsonIgnore]
        public override Lane Lane => Lane.Triage;
    }

    /// <summary>One message a run: what it says while it is under way makes room for what was found.</summary>
    public abstract record ToTriageSpot : ToSlack
    {
        internal ToTriageSpot() { }

        public abstract int Run { get; init; }

        [JsonIgnore]
        public override string? Spot => string.Create(CultureInfo.InvariantCulture, $"triage-{Run}");
    }

    public sealed record TellTriageProgress(Page Page, int Run, Actor By, TriageProgress Progress, bool IsFirst) : ToTriageSpot
    {
        [JsonIgnore]
        public override bool MayStandThere => !IsFirst;
    }

    /// <summary>In the place of its progress, which would stand there for ever.</summary>
    public sealed record TellTriageStopped(Page Page, int Run) : ToTriageSpot
    {
        [JsonIgnore]
        public override bool MayStandThere => true;
    }

    /// <param name="WasShown">Its progress stands there.</param>
    public sealed record TellTriage(Page Page, int Run, Actor By, TriageFindings Findings, bool WasShown) : ToTriageSpot
    {
        [JsonIgnore]
        public override bool MayStandThere => WasShown;
    }
}
