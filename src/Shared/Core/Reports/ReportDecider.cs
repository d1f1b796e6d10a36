using System.Diagnostics;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Reports;

/// <summary>
/// "A customer reports total loss of live view AND playback for an entire org" pages; whatever is less is a ticket. One
/// process an org, known by what its alert is known by.
/// </summary>
public sealed class ReportDecider(EscalationChain chain) : Decider<Report, ReportCommand, ReportEvent>
{
    public const string KindName = "report";

    public override string Kind => KindName;

    public override Report Initial { get; } = new Report.Quiet();

    public override Decision<ReportEvent> Decide(Report report, ReportCommand command) => (report, command) switch
    {
        (_, ReportCommand.Receive receive) when WhyNot(receive.Report) is { Count: > 0 } refusals =>
            new Decision<ReportEvent>.Reject(refusals),
        (_, ReportCommand.Receive { Report.IsP1: false } receive) => Accept(new ReportEvent.Ticketed(
            receive.Report, ReportSentences.Ticket(receive.Report, receive.Now), receive.Now)),
        (Report.Paged, ReportCommand.Receive receive) => Accept(new ReportEvent.Repeated(
            receive.Report, ReportSentences.Alert(receive.Report, receive.Now), receive.Now)),
        (_, ReportCommand.Receive receive) => Accept(new ReportEvent.Paged(
            receive.Report, ReportSentences.Alert(receive.Report, receive.Now), receive.Now)),

        // A webhook that comes late is about the incident before this one.
        (Report.Paged paged, ReportCommand.Close close) when close.At < paged.Since => Ignore(Reason.OfAnEarlierAlert),
        (Report.Paged, ReportCommand.Close close) => Accept(new ReportEvent.Closed(close.By, close.Now)),
        (_, ReportCommand.Close) => Ignore(Reason.NothingThere),

        (Report.NotPaged notPaged, ReportCommand.Refuse { Effect: Effect.TriggerAlert } refuse) => Accept(
            notPaged.Page.IsLastTry(refuse.Now)
                ? new ReportEvent.PageGivenUp(notPaged.Alert, refuse.Why, refuse.Now)
                : new ReportEvent.PageRefusedAgain(refuse.Why, refuse.Now)),
        (Report.NotPaged notPaged, ReportCommand.Take take) =>
            Accept(new ReportEvent.PageTaken(notPaged.Alert, notPaged.Page.Since, take.Now)),
        (_, ReportCommand.Take) => Ignore(Reason.NothingChanged),
        (_, ReportCommand.Refuse { Effect: Effect.TriggerAlert { Alert: var alert } } refuse) => Accept(new ReportEvent.PageRefused(
            alert, refuse.Why, chain.Primary(refuse.Now), chain.ResponderFor(EscalationRole.Secondary, refuse.Now), refuse.Now)),
        (_, ReportCommand.Refuse { Effect: Effect.ReportNoise { Report: var ticket } } refuse) =>
            Accept(new ReportEvent.TicketRefused(ticket, refuse.Why, refuse.Now)),
        // What is left goes to Slack, and its refusals cannot be told in Slack.
        (_, ReportCommand.Refuse or ReportCommand.Overtaken) => Ignore(Reason.NobodyToTell),
        (Report.NotPaged notPaged, ReportCommand.WakeUp wake) when notPaged.Page.TryAt <= wake.Now =>
            Accept(new ReportEvent.PageTriedAgain(notPaged.Alert, wake.Now)),
        (_, ReportCommand.WakeUp) => Ignore(Reason.NotDueYet),
        _ => throw new UnreachableException($"No rule for {command} while {report}."),
    };

    public override Report Evolve(Report state, ReportEvent happened) => (state, happened) switch
    {
        (_, ReportEvent.Paged e) => new Report.Paged(e.Alert, e.At, Times: 1),
        (Report.Paged paged, ReportEvent.Repeated) => paged with { Times = paged.Times + 1 },
        (_, ReportEvent.Closed) => new Report.Quiet(),
        (_, ReportEvent.PageRefused e) => new Report.NotPaged(e.Alert, RefusedPage.First(e.Why, e.At)),
        (Report.NotPaged notPaged, ReportEvent.PageTriedAgain) => notPaged with { Page = notPaged.Page.Tried() },
        (Report.NotPaged notPaged, ReportEvent.PageRefusedAgain e) => notPaged with { Page = notPaged.Page.Again(e.Why, e.At) },
        (Report.NotPaged, ReportEvent.PageTaken e) => new Report.Paged(e.Alert, e.At, Times: 1),
        (_, ReportEvent.PageGivenUp) => new Report.Quiet(),
        (_, ReportEvent.Ticketed or ReportEvent.TicketRefused) => state,
        _ => throw new UnreachableException($"No state after {happened} while {state}."),
    };

    /// <summary>
    /// A report that comes again triggers again: while PagerDuty's incident is open, the same key pages nobody a second time;
    /// should it be resolved and the webhook that says so be lost, it pages.
    /// </summary>
    public override IReadOnlyList<Effect> EffectsOf(ReportEvent happened) => happened switch
    {
        ReportEvent.Paged e => [new Effect.TriggerAlert(e.Alert)],
        ReportEvent.Repeated e => [new Effect.TriggerAlert(e.Alert)],
        ReportEvent.Ticketed e => [new Effect.ReportNoise(e.Ticket)],
        ReportEvent.PageRefused e => [new Effect.TellAlertRefused(e.Alert, e.Primary, e.Secondary, e.Why, e.At)],
        ReportEvent.PageTriedAgain e => [new Effect.TriggerAlert(e.Alert)],
        ReportEvent.PageGivenUp e => [RefusedPageNotices.GivenUp(e.Alert, e.Why, e.At)],
        ReportEvent.PageTaken e => [RefusedPageNotices.Taken(e.Alert.Rule, e.RefusedSince, e.At)],
        ReportEvent.TicketRefused e => [new Effect.TellTicketRefused(e.Ticket, e.Why)],
        ReportEvent.Closed or ReportEvent.PageRefusedAgain => [],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    public override Explanation Explain(ReportEvent happened) => happened switch
    {
        ReportEvent.Paged e => new(e.At, e.Report.By, Rules.CustomerReport),
        ReportEvent.Repeated e => new(e.At, e.Report.By, Rules.CustomerReport),
        ReportEvent.Ticketed e => new(e.At, e.Report.By, Rules.NoiseInBusinessHours),
        ReportEvent.Closed e => new(e.At, e.By, Rules.CustomerReport),
        ReportEvent.PageTriedAgain => new(happened.At, Actor.Service, Rules.CustomerReport),
        ReportEvent.PageRefused or ReportEvent.PageRefusedAgain or ReportEvent.PageGivenUp or ReportEvent.PageTaken =>
            new(happened.At, Actor.PagerDuty, Rules.CustomerReport),
        ReportEvent.TicketRefused e => new(e.At, Actor.Service, Rules.NoiseInBusinessHours),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };

    public override DateTimeOffset? DeadlineOf(Report state) => state is Report.NotPaged notPaged ? notPaged.Page.TryAt : null;

    /// <summary>Nothing follows before somebody reports, or resolves the incident; but what PagerDuty refused is tried again.</summary>
    public override bool IsOver(Report state) => state is not Report.NotPaged;

    public override ReportCommand WakeUp(DateTimeOffset now) => new ReportCommand.WakeUp(now);

    public override ReportCommand Refuse(Effect effect, string why, DateTimeOffset now) => new ReportCommand.Refuse(effect, why, now);

    public override ReportCommand? Performed(Effect effect, string? receipt, DateTimeOffset now) =>
        effect is Effect.TriggerAlert trigger ? new ReportCommand.Take(trigger.Alert, now) : null;

    public override ReportCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new ReportCommand.Overtaken(effect, why, now);

    static IReadOnlyList<Refusal> WhyNot(CustomerReport report)
    {
        var words = FewWords.WhyNot("words", report.Words, CustomerReport.MaxWordsLength, "\"all cameras are black since 9\"");
        var cameras = report.Loss.Cameras < 1
            ? new Refusal("cameras-none", "cameras", "is less than one; say how many, or all for the whole org.")
            : null;
        return [.. new[] { words, cameras }.OfType<Refusal>()];
    }

    static Decision<ReportEvent> Accept(ReportEvent happened) => new Decision<ReportEvent>.Accept([happened]);

    static Decision<ReportEvent> Ignore(Reason reason) => new Decision<ReportEvent>.Ignore(reason);
}
