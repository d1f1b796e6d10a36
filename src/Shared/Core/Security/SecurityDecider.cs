using System.Diagnostics;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Core.Security;

/// <summary>
/// "Any active security event": pages at once, with a key of its own, whatever is silenced. One process an event. Nothing here
/// looks at silences, and nothing resolves what it paged: that is for people.
/// </summary>
public sealed class SecurityDecider(KnownActors actors, EscalationChain chain)
    : Decider<SecurityCase, SecurityCommand, SecurityHappening>
{
    public const string KindName = "security";

    public override string Kind => KindName;

    public override SecurityCase Initial { get; } = new SecurityCase.None();

    public override Decision<SecurityHappening> Decide(SecurityCase state, SecurityCommand command) => (state, command) switch
    {
        (SecurityCase.None, SecurityCommand.Receive receive) => Accept(Judge(receive)),
        (_, SecurityCommand.Receive) => Ignore(Reason.AlreadyRecorded),
        (SecurityCase.NotPaged notPaged, SecurityCommand.Refuse { Effect: Effect.TriggerAlert } refuse) => Accept(
            notPaged.Page.IsLastTry(refuse.Now)
                ? new SecurityHappening.PageGivenUp(notPaged.Alert, refuse.Why, refuse.Now)
                : new SecurityHappening.PageRefusedAgain(refuse.Why, refuse.Now)),
        (SecurityCase.NotPaged notPaged, SecurityCommand.Take take) =>
            Accept(new SecurityHappening.PageTaken(notPaged.Alert, notPaged.Page.Since, take.Now)),
        (_, SecurityCommand.Take) => Ignore(Reason.NothingChanged),
        (_, SecurityCommand.Refuse { Effect: Effect.TriggerAlert { Alert: var alert } } refuse) => Accept(
            new SecurityHappening.PageRefused(
                alert, refuse.Why, chain.Primary(refuse.Now), chain.ResponderFor(EscalationRole.Secondary, refuse.Now), refuse.Now)),
        // What is left goes to Slack, and its refusals cannot be told in Slack.
        (_, SecurityCommand.Refuse or SecurityCommand.Overtaken) => Ignore(Reason.NobodyToTell),
        (SecurityCase.NotPaged notPaged, SecurityCommand.WakeUp wake) when notPaged.Page.TryAt <= wake.Now =>
            Accept(new SecurityHappening.PageTriedAgain(notPaged.Alert, wake.Now)),
        (_, SecurityCommand.WakeUp) => Ignore(Reason.NotDueYet),
        _ => throw new UnreachableException($"No rule for {command} while {state}."),
    };

    public override SecurityCase Evolve(SecurityCase state, SecurityHappening happened) => (state, happened) switch
    {
        (_, SecurityHappening.Paged e) => new SecurityCase.Paged(e.Alert, e.At),
        (_, SecurityHappening.Allowed e) => new SecurityCase.Allowed(e.Because, e.At),
        (_, SecurityHappening.PageRefused e) => new SecurityCase.NotPaged(e.Alert, RefusedPage.First(e.Why, e.At)),
        (SecurityCase.NotPaged notPaged, SecurityHappening.PageTriedAgain) => notPaged with { Page = notPaged.Page.Tried() },
        (SecurityCase.NotPaged notPaged, SecurityHappening.PageRefusedAgain e) => notPaged with { Page = notPaged.Page.Again(e.Why, e.At) },
        (_, SecurityHappening.PageTaken e) => new SecurityCase.Paged(e.Alert, e.At),
        (_, SecurityHappening.PageGivenUp e) => new SecurityCase.GivenUp(e.Alert, e.Why, e.At),
        _ => throw new UnreachableException($"No state after {happened}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(SecurityHappening happened) => happened switch
    {
        SecurityHappening.Paged e => [new Effect.TriggerAlert(e.Alert)],
        SecurityHappening.PageTriedAgain e => [new Effect.TriggerAlert(e.Alert)],
        SecurityHappening.PageGivenUp e => [RefusedPageNotices.GivenUp(e.Alert, e.Why, e.At)],
        SecurityHappening.PageTaken e => [RefusedPageNotices.Taken(e.Alert.Rule, e.RefusedSince, e.At)],
        SecurityHappening.Allowed or SecurityHappening.PageRefusedAgain => [],
        SecurityHappening.PageRefused e => [new Effect.TellAlertRefused(e.Alert, e.Primary, e.Secondary, e.Why, e.At)],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    public override Explanation Explain(SecurityHappening happened) => happened switch
    {
        SecurityHappening.Paged { Event: ProductEvent.CredentialLeak { By: var by } } e => new(e.At, by, Rules.SecurityEvent),
        SecurityHappening.Paged or SecurityHappening.Allowed => new(happened.At, Actor.NovaVms, Rules.SecurityEvent),
        SecurityHappening.PageTriedAgain => new(happened.At, Actor.Service, Rules.SecurityEvent),
        SecurityHappening.PageRefused or SecurityHappening.PageRefusedAgain or SecurityHappening.PageGivenUp
            or SecurityHappening.PageTaken => new(happened.At, Actor.PagerDuty, Rules.SecurityEvent),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };

    public override DateTimeOffset? DeadlineOf(SecurityCase state) =>
        state is SecurityCase.NotPaged notPaged ? notPaged.Page.TryAt : null;

    /// <summary>Nothing follows by itself, but what PagerDuty refused is tried again.</summary>
    public override bool IsOver(SecurityCase state) => state is not SecurityCase.NotPaged;

    public override SecurityCommand WakeUp(DateTimeOffset now) => new SecurityCommand.WakeUp(now);

    public override SecurityCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new SecurityCommand.Refuse(effect, why, now);

    public override SecurityCommand? Performed(Effect effect, string? receipt, DateTimeOffset now) =>
        effect is Effect.TriggerAlert trigger ? new SecurityCommand.Take(trigger.Alert, now) : null;

    public override SecurityCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new SecurityCommand.Overtaken(effect, why, now);

    SecurityHappening Judge(SecurityCommand.Receive receive) => receive.Event switch
    {
        ProductEvent.CredentialLeak leak => new SecurityHappening.Paged(leak, SecurityAlerts.Of(leak), receive.Now),
        ProductEvent.AuditLogDeleted deleted => new SecurityHappening.Paged(deleted, SecurityAlerts.Of(deleted), receive.Now),
        ProductEvent.ImpersonationStarted started => actors.Judge(started, receive.Grant, receive.Now) switch
        {
            ActorVerdict.Known known => new SecurityHappening.Allowed(started, known.Because, receive.Now),
            ActorVerdict.Unknown unknown => new SecurityHappening.Paged(started, SecurityAlerts.Of(started, unknown.Why), receive.Now),
            var verdict => throw new UnreachableException($"{verdict} is no verdict."),
        },
        _ => throw new UnreachableException($"No way to judge {receive.Event}."),
    };

    static Decision<SecurityHappening> Accept(SecurityHappening happened) => new Decision<SecurityHappening>.Accept([happened]);

    static Decision<SecurityHappening> Ignore(Reason reason) => new Decision<SecurityHappening>.Ignore(reason);
}
