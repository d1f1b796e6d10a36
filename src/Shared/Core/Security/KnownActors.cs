using OnCall.Core.Impersonations;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;

namespace OnCall.Core.Security;

/// <summary>
/// Whether somebody who began to act inside an org is known to: on call, on the policy's list, or with a grant of ours.
/// </summary>
public sealed class KnownActors(OnCallPolicy policy, EscalationChain chain)
{
    /// <param name="grant">The grant of ours that the event names; null when it names none, or none of ours.</param>
    /// <param name="now">An event that says it happens later than this is judged as of now.</param>
    public ActorVerdict Judge(ProductEvent.ImpersonationStarted started, Grant? grant, DateTimeOffset now)
    {
        if (started.ActorEmail is not { } email)
            return new ActorVerdict.Unknown("the event names no actor.");

        // When it began: an event that was on its way over a handover is judged by who was on call.
        var at = started.At < now ? started.At : now;
        var onCall = OnCallAt(at);
        if (onCall.FirstOrDefault(one => Is(one.Person.Email, email)) is { } responder)
            return new ActorVerdict.Known($"{responder.Person.Name} is on call ({responder.Role.Spoken()})");
        if (policy.Security.KnownImpersonators.Any(known => Is(known, email)))
            return new ActorVerdict.Known($"{email} is on the policy's list (security.knownImpersonators)");
        if (grant is not null && grant.WhyNotFor(started, email) is null)
            return new ActorVerdict.Known($"{email} holds grant {grant.Id} of ours for incident {grant.Incident}");

        return new ActorVerdict.Unknown(
            $"{email} is not on call (on call {(at == now ? "are" : "were")} {Names(onCall)}), not on the policy's list, and {WhyNoGrant(started, email, grant)}.");
    }

    List<Responder> OnCallAt(DateTimeOffset at) =>
        [.. Enumerable.Range(1, chain.Levels).Select(level => chain.ResponderAt(level, at)).OfType<Responder>()];

    static string WhyNoGrant(ProductEvent.ImpersonationStarted started, string email, Grant? grant) => (started.GrantId, grant) switch
    {
        (null, _) => "came with no grant",
        ({ } id, null) => $"grant {id} is none of ours",
        (_, { } known) => known.WhyNotFor(started, email)!,
    };

    static string Names(List<Responder> onCall) => string.Join(", ", onCall.Select(one => one.Person.Name).Distinct());

    static bool Is(string known, string email) => string.Equals(known.Trim(), email.Trim(), StringComparison.OrdinalIgnoreCase);
}

public abstract record ActorVerdict
{
    ActorVerdict() { }

    /// <param name="Because">Without a full stop.</param>
    public sealed record Known(string Because) : ActorVerdict;

    /// <param name="Why">A sentence.</param>
    public sealed record Unknown(string Why) : ActorVerdict;
}
