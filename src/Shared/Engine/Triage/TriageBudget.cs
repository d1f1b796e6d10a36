using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Logging;
using OnCall.Core.Policy;

namespace OnCall.Engine.Triage;

/// <summary>Waits for one answer as long as a check may take, and no longer: the others are shown all the same.</summary>
sealed partial class TriageBudget(TriagePolicy policy, TriagePatience patience, ILogger log)
{
    public string TooLate => string.Create(CultureInfo.InvariantCulture, $"No answer within {policy.CheckWithin.TotalSeconds:0.#} s.");

    public TimeSpan Within => policy.CheckWithin;

    public TimeProvider Clock => patience.Clock;

    /// <param name="otherwise">From a sentence that says why there is no answer, and whether it came too late.</param>
    [SuppressMessage("Design", "CA1031", Justification =
        "Whatever keeps one source from answering: the others have answered, and people have to see them.")]
    public async Task<T> AskAsync<T>(
        Func<CancellationToken, Task<T>> ask, Func<string, bool, T> otherwise, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(policy.CheckWithin, patience.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            // Also one that does not hear that nobody waits any more.
            return await ask(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return otherwise(TooLate, true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            return otherwise("Reading it failed; the service's log says how.", false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A check of the triage failed")]
    partial void LogFailed(Exception e);
}
