using Microsoft.Extensions.Logging;
using OnCall.Core.Policy;
using OnCall.Core.Triage;

namespace OnCall.Engine.Triage;

/// <summary>Looks at everything at once, and says how far it is while that takes long.</summary>
public sealed class TriageRun(
    TriageChecks checks, OnCallPolicy policy, TriagePatience patience, TimeProvider clock, ILogger<TriageRun> log)
{
    public async Task<TriageFindings> RunAsync(TriageQuestion question, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var begun = checks.Begin(question, now, new TriageBudget(policy.Triage, patience, log), cancellation);
        var all = Task.WhenAll(begun.Select(check => check.Found));
        for (TriageProgress? said = null; !await EndsSoonAsync(all, cancellation);)
        {
            var progress = ProgressOf(begun);
            if (progress.Done != said?.Done && question.WhenSlow is { } tell)
                await tell(said = progress);
        }

        return TriageFindings.Of(await all, question.Page?.StartedAt ?? now, clock.GetUtcNow());
    }

    // Each check has its budget, so that this ends.
    async Task<bool> EndsSoonAsync(Task all, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var elapsed = Task.Delay(patience.ShowAfter, patience.Clock, waiting.Token);
        var first = await Task.WhenAny(all, elapsed);
        cancellation.ThrowIfCancellationRequested();
        await waiting.CancelAsync();
        return first == all;
    }

    static TriageProgress ProgressOf(IReadOnlyList<(TriageCheck Check, Task<TriageFinding> Found)> begun) => new(
        begun.Count(check => check.Found.IsCompleted), begun.Count,
        [.. begun.Where(check => !check.Found.IsCompleted).Select(check => check.Check.AnsweredBy()).Distinct()]);
}
