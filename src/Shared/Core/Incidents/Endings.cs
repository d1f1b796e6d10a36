namespace OnCall.Core.Incidents;

/// <summary>How an incident ends: with what is to be said of it.</summary>
static class Endings
{
    public static IncidentEvent Resolved(Incident.Open open, IncidentCommand.Resolve end, EscalationChain chain)
    {
        var course = open.Known;
        var summary = new IncidentSummary(
            course.FirstAcknowledgedAt is { } acknowledgedAt ? AtLeastZero(acknowledgedAt - course.StartedAt) : null,
            AtLeastZero(end.At - course.StartedAt),
            course.Comms.Kept,
            course.Comms.Missed + course.Comms.MissedBy(end.At, chain.Rules),
            course.Deeds);
        var view = IncidentView.Of(open, chain.ResponderFor(EscalationRole.Secondary, end.Now), chain.Rules.ResponseRunbook);
        return new IncidentEvent.Resolved(end.Page, end.By, end.At, view with
        {
            Standing = new IncidentStanding.Over(end.By, end.At, summary),
            NextWordBy = null,
        });
    }

    // PagerDuty's clocks need not agree.
    static TimeSpan AtLeastZero(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
