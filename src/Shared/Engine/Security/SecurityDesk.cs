using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OnCall.Core.Alerts;
using OnCall.Core.Impersonations;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Core.Security;
using OnCall.Engine.Alerts;
using OnCall.Engine.Impersonations;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Security;

/// <summary>Takes in security events, of the product and of people: each is a process of its own.</summary>
public sealed class SecurityDesk(
    ProcessRunner<SecurityCase, SecurityCommand, SecurityHappening> cases,
    StreamCodec<SecurityCase, SecurityHappening> codec,
    IStreamStore store,
    GrantDesk grants,
    ProcessRunner<Incident, IncidentCommand, IncidentEvent> incidents,
    TimeProvider clock) : IAlertSource
{
    public async Task<Step> TakeAsync(ProductEvent happened, InputId input, CancellationToken cancellation)
    {
        var (grant, now) = (await GrantOfAsync(happened, cancellation), clock.GetUtcNow());
        var step = await cases.BeginAsync(happened.Id, new SecurityCommand.Receive(happened, grant, now), [input], cancellation);
        // "Its use … in the timeline." Also when the event came before: what was not told then is told now.
        if (grant is not null && happened is ProductEvent.ImpersonationStarted { ActorEmail: { } email } started
            && grant.WhyNotFor(started, email) is null)
            await incidents.HandleAsync(grant.Incident.Value, new IncidentCommand.Entered(grant.Id, now), inputs: [], cancellation);
        return step;
    }

    /// <summary>A person says that a credential leaked. The same words of the same person are one leak a day.</summary>
    public Task<Step> ReportLeakAsync(string what, Actor by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var text = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyy-MM-dd}\n{by.Id}\n{what.Trim().ToLowerInvariant()}");
        var id = $"reported-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}";
        var leak = new ProductEvent.CredentialLeak(id, now, what.Trim(), OrgId: null, Url: null, by);
        // Nobody sends it again: what is stored has to be listed before.
        return cases.HandleAsync(id, new SecurityCommand.Receive(leak, Grant: null, now), [new InputId(id)], cancellation);
    }

    public bool Triggers(string rule) => SecurityAlerts.Rules.Contains(rule);

    public async Task<Cause?> FindAsync(DedupKey key, CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(cases.Kind, EventIn(key)), cancellation) is { } found
        && codec.ReadState(found.Head.State) is SecurityCase.Paged { Alert: var alert } && alert.Key == key
            ? Cause.Of(alert)
            : null;

    /// <summary>Nothing waits for it: a security event comes once, and its incident is people's.</summary>
    public Task ClosedAsync(DedupKey key, Actor by, DateTimeOffset at, CancellationToken cancellation) => Task.CompletedTask;

    // Of an id so long that its key was shortened nothing is found: then the incident is declared without its cause.
    static string EventIn(DedupKey key) => key.Value.Split('/', 2) is [_, var scope] ? Uri.UnescapeDataString(scope) : "";

    async Task<Grant?> GrantOfAsync(ProductEvent happened, CancellationToken cancellation) =>
        happened is ProductEvent.ImpersonationStarted { GrantId: { } id } ? await grants.FindAsync(id, cancellation) : null;
}
