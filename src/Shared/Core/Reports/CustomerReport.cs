using System.Text.Json.Serialization;
using OnCall.Core.Orgs;
using OnCall.Core.Processes;

namespace OnCall.Core.Reports;

/// <summary>What a customer said, as somebody passes it on.</summary>
/// <param name="Words">The customer's, as far as they are known.</param>
/// <param name="By">Who passes it on.</param>
public sealed record CustomerReport(ReportedOrg Org, Loss Loss, string Words, Actor By)
{
    public const int MaxWordsLength = 500;

    /// <summary>The criterion of the runbook.</summary>
    [JsonIgnore]
    public bool IsP1 => Loss.IsTotal((Org as ReportedOrg.Found)?.Org);
}

/// <summary>The org that a report is about. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Found), "found")]
[JsonDerivedType(typeof(NotLookedUp), "not-looked-up")]
public abstract record ReportedOrg
{
    ReportedOrg() { }

    /// <summary>What its alert is about.</summary>
    [JsonIgnore]
    public abstract string Scope { get; }

    [JsonIgnore]
    public abstract string Named { get; }

    /// <summary>By the cross-org search, just now.</summary>
    public sealed record Found(FoundOrg Org) : ReportedOrg
    {
        [JsonIgnore]
        public override string Scope => Org.Id;

        [JsonIgnore]
        public override string Named => Org.Named;
    }

    /// <summary>The search did not answer, which is no reason to lose a report.</summary>
    /// <param name="Given">The org's id or its owner's e-mail, as the reporter gave it.</param>
    /// <param name="Why">Why it could not be looked up, in a sentence.</param>
    public sealed record NotLookedUp(OrgReference Given, string Why) : ReportedOrg
    {
        [JsonIgnore]
        public override string Scope => Given.Value;

        [JsonIgnore]
        public override string Named => Given.Value;
    }
}
