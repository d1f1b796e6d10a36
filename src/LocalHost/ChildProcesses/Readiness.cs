namespace OnCall.LocalHost.ChildProcesses;

/// <summary>Waits, in the machine's time, until a program that was started answers over HTTP.</summary>
static class Readiness
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <summary>Any answer will do. Throws when the program ends before, or takes longer than the limit.</summary>
    public static async Task WaitAsync(
        ChildProcess child, Uri address, TimeSpan limit, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var over = new CancellationTokenSource(limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            while (!await AnswersAsync(http, address, either.Token))
            {
                if (child.HasEnded)
                {
                    await child.EndAsync(either.Token);
                    throw new LocalHostException(
                        $"{child.CommandLine} ended with code {child.ExitCode} before it answered. "
                        + $"Its last lines:\n{child.LastLines}");
                }

                await Task.Delay(BetweenLooks, TimeProvider.System, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LocalHostException(
                $"{child.CommandLine} did not answer at {address} within {limit.TotalSeconds} s. "
                + $"Its last lines:\n{child.LastLines}");
        }
    }

    static async Task<bool> AnswersAsync(HttpClient http, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
