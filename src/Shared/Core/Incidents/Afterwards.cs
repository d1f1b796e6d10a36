using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>
/// What still happens to an incident that is over: it is told where the draft of its postmortem is, or why there is none.
/// Nobody is paged, reminded or asked by it.
/// </summary>
static class Afterwards
{
    public static Decision<IncidentEvent> Decide(Incident.Resolved over, IncidentCommand command) => command switch
    {
        IncidentCommand.Drafted or IncidentCommand.Refuse { Effect: Effect.OfferPostmortem } when over.End?.Postmortem is not null =>
            Ignore(Reason.AlreadyRecorded),
        IncidentCommand.Drafted drafted => Accept(new IncidentEvent.PostmortemOffered(drafted.Page, drafted.Url, drafted.Now)),
        IncidentCommand.Refuse { Effect: Effect.OfferPostmortem offer } refused =>
            Accept(new IncidentEvent.PostmortemNotOffered(offer.Page, refused.Why, refused.Now)),
        _ => Ignore(Reason.Over),
    };

    public static Incident.Resolved Evolve(Incident.Resolved over, IncidentEvent happened) => happened switch
    {
        IncidentEvent.PostmortemOffered e => over with { End = over.End is { } end ? end with { Postmortem = e.Url, WhyNoPostmortem = null } : null },
        IncidentEvent.PostmortemNotOffered e => over with { End = over.End is { } end ? end with { WhyNoPostmortem = e.Why } : null },
        _ => throw new UnreachableException($"No state after {happened} when it is over."),
    };

    /// <summary>Null for effects of which the incident need not know that they were done.</summary>
    /// <param name="receipt">Where the draft is.</param>
    public static IncidentCommand? Performed(Effect effect, string? receipt, DateTimeOffset now) =>
        effect is Effect.OfferPostmortem offer && Uri.TryCreate(receipt, UriKind.Absolute, out var url)
            ? new IncidentCommand.Drafted(offer.Page, url, now)
            : null;

    static Decision<IncidentEvent> Accept(IncidentEvent happened) => new Decision<IncidentEvent>.Accept([happened]);

    static Decision<IncidentEvent> Ignore(Reason reason) => new Decision<IncidentEvent>.Ignore(reason);
}
