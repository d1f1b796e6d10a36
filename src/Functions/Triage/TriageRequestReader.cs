using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Triage;

/// <param name="Incident">PagerDuty's id; null for none.</param>
/// <param name="Org">Null for none.</param>
sealed record WantedTriage(string? Incident, string? Org, Actor By);

/// <summary>From a body to what is to be looked at, or to everything that is wrong with it.</summary>
sealed class TriageRequestReader(OnCallPolicy policy)
{
    const int MaxNameLength = 100;
    const string Somebody = "somebody over HTTP";

    readonly WrittenRequest _written = new(policy);

    public IReadOnlyList<Refusal> Refusals => _written.Refusals;

    /// <param name="body">Empty for what names nothing.</param>
    /// <exception cref="FormatException">It is no JSON object of the right kind; says where.</exception>
    public static TriageRequest Parse(ReadOnlyMemory<byte> body) => body.IsEmpty
        ? new TriageRequest()
        : WrittenRequest.Parse(body, TriageRequestJson.Default.TriageRequest, "incident, org and by, each of which may be left out");

    /// <summary>Null when something is wrong; <see cref="Refusals"/> says what.</summary>
    public WantedTriage? Read(TriageRequest request)
    {
        _written.NothingUnknown("", request.Unknown);
        var (incident, by) = (request.Incident?.Trim(), request.By?.Trim());
        if (incident is { Length: 0 or > MaxNameLength })
            _written.Refuse("no-incident", "incident", "is no id of an incident; write PagerDuty's, such as PGR0VU2, or leave it out.");
        if (request.Org is not null && OrgReference.Read(request.Org) is null)
            _written.Refuse("no-org", "org",
                $"is neither an org's id nor an e-mail: one word of at most {OrgReference.MaxLength} characters, such as org_7f3a.");
        if (by is { Length: 0 or > MaxNameLength })
            _written.Refuse("no-name", "by", $"is no name of at most {MaxNameLength} characters; write one, or leave it out.");
        return Refusals.Count == 0
            ? new WantedTriage(incident, OrgReference.Read(request.Org)?.Value, Who(by))
            : null;
    }

    Actor Who(string? by) => by is null ? Actor.Named(Somebody)
        : policy.Knows(new PersonId(by)) ? Actor.Of(policy[new PersonId(by)])
        : Actor.Named(by);
}
