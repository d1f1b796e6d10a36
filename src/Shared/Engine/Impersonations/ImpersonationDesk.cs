using System.Diagnostics;
using OnCall.Core.Impersonations;
using OnCall.Core.Incidents;
using OnCall.Core.Orgs;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Engine.Orgs;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Impersonations;

/// <summary>
/// "If you need to act inside a customer org": who may, for which incident, and what cross-org search says of the org, before a
/// token is minted. It is recorded as ours before anybody has it.
/// </summary>
public sealed class ImpersonationDesk(
    ProcessRunner<Incident, IncidentCommand, IncidentEvent> incidents,
    IOrgSearch search,
    IImpersonations product,
    GrantDesk grants,
    EscalationChain chain,
    TimeProvider clock)
{
    // Slack waits three seconds for both together.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.2);

    /// <summary>Nothing is minted: the org is looked up and shown.</summary>
    public async Task<ImpersonationOutcome> LookAsync(
        IncidentId incident, string slackUser, OrgReference org, CancellationToken cancellation)
    {
        var ask = new IncidentCommand.Ask(slackUser, IncidentAction.Impersonate, clock.GetUtcNow());
        if (WhyNot(await incidents.HandleAsync(incident.Value, ask, inputs: [], cancellation)) is { } refused)
            return refused;
        return await FindAsync(org, cancellation) switch
        {
            (null, { } why) => new ImpersonationOutcome.Refused(why),
            ({ } found, null) => new ImpersonationOutcome.Shown(incident, found),
            ({ } closed, { } why) => await RefusedAsync(incident, By(slackUser), closed, why, cancellation),
            _ => throw new UnreachableException("Neither an org nor why not."),
        };
    }

    /// <param name="input">What it came from: pressed twice, one token is minted.</param>
    public async Task<ImpersonationOutcome> MintAsync(
        IncidentId incident, string slackUser, OrgReference org, InputId input, CancellationToken cancellation)
    {
        // Once more, because the button may have been shown long ago.
        var (found, why) = await FindAsync(org, cancellation);
        if (found is null)
            return new ImpersonationOutcome.Refused(why!);

        var asked = await incidents.HandleAsync(
            incident.Value, new IncidentCommand.Impersonate(slackUser, found.Named, clock.GetUtcNow()), [input], cancellation);
        if (asked is Step.Known)
            return new ImpersonationOutcome.Twice();
        // Somebody the policy does not know is none of its responders: that they asked was recorded as a refusal.
        if (asked is not Step.Taken || chain.PersonOfSlack(slackUser) is not { } person)
            return WhyNot(asked) ?? new ImpersonationOutcome.NotAllowed();
        if (why is not null)
            return await RefusedAsync(incident, Actor.Of(person), found, why, cancellation);

        return await product.MintAsync(found.Id, incident, person.Email, Patience, cancellation) switch
        {
            Minting.Minted minted => await RecordAsync(incident, person, found, minted, cancellation),
            Minting.NotMinted not => await RefusedAsync(incident, Actor.Of(person), found, not.Why, cancellation),
            var other => throw new UnreachableException($"{other} is no minting."),
        };
    }

    /// <summary>The token reached nobody.</summary>
    public Task WithdrawAsync(IncidentId incident, string grant, CancellationToken cancellation) =>
        incidents.HandleAsync(incident.Value, new IncidentCommand.Withdraw(grant, clock.GetUtcNow()), inputs: [], cancellation);

    async Task<ImpersonationOutcome> RecordAsync(
        IncidentId incident, Person person, FoundOrg org, Minting.Minted minted, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var grant = new Grant(minted.Grant, incident, person.Email, org.Id, now, minted.EndsAt);
        var recorded = await grants.RecordAsync(grant, Actor.Of(person), cancellation);
        var running = new Impersonation(minted.Grant, org.Id, org.Named, Actor.Of(person), minted.EndsAt);
        var told = recorded is Step.Taken
            ? await incidents.HandleAsync(incident.Value, new IncidentCommand.Minted(running, now), inputs: [], cancellation)
            : recorded;
        if (told is Step.Taken)
            return new ImpersonationOutcome.Minted(incident, org, running, minted.Token);

        // What nobody will answer for, nobody gets: resolved meanwhile, or too many grants run.
        await product.EndAsync(minted.Grant, cancellation);
        await grants.EndAsync(minted.Grant, Actor.Service, cancellation);
        return WhyNot(told) ?? new ImpersonationOutcome.Refused("It could not be recorded, so the token was ended again.");
    }

    async Task<ImpersonationOutcome> RefusedAsync(
        IncidentId incident, Actor by, FoundOrg org, string why, CancellationToken cancellation)
    {
        await incidents.HandleAsync(
            incident.Value, new IncidentCommand.NotMinted(by, org.Named, why, clock.GetUtcNow()), inputs: [], cancellation);
        return new ImpersonationOutcome.Refused(why);
    }

    async Task<(FoundOrg? Org, string? WhyNot)> FindAsync(OrgReference wanted, CancellationToken cancellation) =>
        await search.FindAsync(wanted.Value, Patience, cancellation) switch
        {
            Listing<FoundOrg>.NotRead notRead => (null, $"Cross-org search could not be read, and nobody goes in unseen: {notRead.Why}"),
            Listing<FoundOrg>.Read { Items: var items } when items.Where(wanted.Means).ToList() is [var one] => (one, WhyClosed(one)),
            Listing<FoundOrg>.Read { Items: var items } => (null, WhyNotOne(items, wanted)),
            var other => throw new UnreachableException($"{other} is no listing."),
        };

    static string? WhyClosed(FoundOrg org) => org.AllowsImpersonation is false
        ? $"{org.Named} does not allow platform impersonation. Only its Owner can: ask {org.OwnerEmail ?? "them"} to switch "
          + "allow_platform_impersonation on."
        : null;

    static string WhyNotOne(IReadOnlyList<FoundOrg> found, OrgReference wanted)
    {
        const int MaxShown = 5;
        var near = found.Count == 0 ? "" : $" It finds {string.Join("; ", found.Take(MaxShown).Select(org => org.Named))}.";
        return found.Any(wanted.Means)
            ? $"Several orgs belong to '{wanted}'.{near} Name the one you mean by its id."
            : $"Cross-org search finds no org '{wanted}'.{near} Ask the customer for the org's id or its owner's e-mail.";
    }

    Actor By(string slackUser) =>
        chain.PersonOfSlack(slackUser) is { } person ? Actor.Of(person) : Actor.SlackUser(slackUser);

    static ImpersonationOutcome? WhyNot(Step step) => step switch
    {
        Step.Ignored { Reason: Reason.Allowed } => null,
        Step.Ignored => new ImpersonationOutcome.Refused("There is no open incident of that id: an impersonation needs one."),
        Step.Rejected rejected => new ImpersonationOutcome.Refused(string.Join(' ', rejected.Refusals.Select(one => one.Text))),
        // Of a question nothing is recorded but that it was refused.
        _ => new ImpersonationOutcome.NotAllowed(),
    };
}
