using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>
/// "If you need to act inside a customer org": by a responder, while the incident is open, and each step of it on record. What
/// the org allows, its own state says, which is looked at before.
/// </summary>
static class ImpersonationRules
{
    /// <summary>So many at once are more than one incident needs; and what is kept of them stays small.</summary>
    const int MaxAtOnce = 5;

    public static Decision<IncidentEvent> Asked(Incident.Open open, IncidentCommand.Impersonate ask, Actor by) =>
        open.Known.Impersonations.Count >= MaxAtOnce
            ? Reject("too-many", string.Create(CultureInfo.InvariantCulture,
                $"{MaxAtOnce} impersonations run for this incident already. End one that is not needed any more."))
            : Accept(new IncidentEvent.ImpersonationAsked(open.Page, by, ask.Org, ask.Now));

    public static Decision<IncidentEvent> Ended(Incident.Open open, IncidentCommand.EndImpersonation end, Actor by) =>
        Find(open, end.Grant) is { } running
            ? Accept(new IncidentEvent.ImpersonationEnded(open.Page, running, by, end.Now))
            : Reject("ended-already", "This impersonation has ended already.");

    public static Decision<IncidentEvent> Told(Incident.Open open, IncidentCommand.OfImpersonation told) => (told, RunningOf(open, told)) switch
    {
        (IncidentCommand.Minted, not null) => Ignore(Reason.AlreadyRecorded),
        (IncidentCommand.Minted minted, null) => Accept(new IncidentEvent.ImpersonationMinted(open.Page, minted.Impersonation, minted.Now)),
        (IncidentCommand.NotMinted not, _) => Accept(new IncidentEvent.ImpersonationRefused(open.Page, not.By, not.Org, not.Why, not.Now)),
        (IncidentCommand.Entered, { IsUsed: false } running) => Accept(new IncidentEvent.ImpersonationUsed(open.Page, running, told.Now)),
        (IncidentCommand.Withdraw, { } running) =>
            Accept(new IncidentEvent.ImpersonationEnded(open.Page, running, Actor.Service, told.Now)),
        (IncidentCommand.Entered or IncidentCommand.Withdraw, _) => Ignore(Reason.NothingChanged),
        _ => throw new UnreachableException($"No rule for {told}."),
    };

    /// <summary>Those whose time is over.</summary>
    public static IEnumerable<IncidentEvent> Due(Incident.Open open, DateTimeOffset now) => open.Known.Impersonations
        .Where(running => running.EndsAt <= now)
        .Select(running => new IncidentEvent.ImpersonationEnded(open.Page, running, Actor.Clock, now));

    /// <summary>Without an incident there is no reason to be inside any more.</summary>
    public static IEnumerable<IncidentEvent> WithTheIncident(Incident.Open open, Actor by, DateTimeOffset now) => open.Known.Impersonations
        .Select(running => new IncidentEvent.ImpersonationEnded(open.Page, running, running.EndsAt <= now ? Actor.Clock : by, now));

    public static Course After(Course course, IncidentEvent happened) => happened switch
    {
        IncidentEvent.ImpersonationMinted e => course with { Impersonations = [.. course.Impersonations, e.Impersonation] },
        IncidentEvent.ImpersonationUsed e => course with
        {
            Impersonations = [.. course.Impersonations.Select(one => one.Grant == e.Impersonation.Grant ? one with { IsUsed = true } : one)],
        },
        IncidentEvent.ImpersonationEnded e => course with
        {
            Impersonations = [.. course.Impersonations.Where(one => one.Grant != e.Impersonation.Grant)],
        },
        _ => course,
    };

    static Impersonation? RunningOf(Incident.Open open, IncidentCommand.OfImpersonation told) => told switch
    {
        IncidentCommand.Minted minted => Find(open, minted.Impersonation.Grant),
        IncidentCommand.Entered entered => Find(open, entered.Grant),
        IncidentCommand.Withdraw withdraw => Find(open, withdraw.Grant),
        _ => null,
    };

    static Impersonation? Find(Incident.Open open, string grant) =>
        open.Known.Impersonations.FirstOrDefault(running => running.Grant == grant);

    static Decision<IncidentEvent> Accept(IncidentEvent happened) => new Decision<IncidentEvent>.Accept([happened]);

    static Decision<IncidentEvent> Ignore(Reason reason) => new Decision<IncidentEvent>.Ignore(reason);

    static Decision<IncidentEvent> Reject(string name, string text) => new Decision<IncidentEvent>.Reject([new Refusal(name, "", text)]);
}
