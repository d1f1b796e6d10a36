using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OnCall.Bench.Rig;

namespace OnCall.Bench.Fuzz;

/// <param name="Answers">How often each status came; 0 stands for a connection that was closed instead.</param>
/// <param name="Faults">What must not be: a 5xx, or an unsigned webhook that was taken.</param>
sealed record FuzzReport(int Seed, ImmutableSortedDictionary<int, int> Answers, IReadOnlyList<string> Faults)
{
    public override string ToString() =>
        $"seed {Seed}: {string.Join(", ", Answers.Select(answer => $"{answer.Key}: {answer.Value}"))}; "
        + (Faults.Count == 0 ? "no fault" : $"{Faults.Count} faults\n{string.Join('\n', Faults)}");
}

/// <summary>Sends hostile requests to every endpoint of the app, one after the other.</summary>
static class FuzzRun
{
    const int Closed = 0;
    const int MaxFaults = 20;
    const int BodyShown = 300;
    static readonly TimeSpan NoDeadline = TimeSpan.FromHours(1);

    public static async Task<FuzzReport> PlayAsync(int requests, int seed, CancellationToken cancellation)
    {
        using var policy = new ShortPolicy(NoDeadline);
        await using var app = await AppAlone.StartAsync(inMemory: true, policy, cancellation);
        // One character a byte: otherwise the client itself refuses to send what is hostile.
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
        using var http = new HttpClient(handler) { BaseAddress = app.Address };
        var attacks = new Attacks(seed);
        var answers = new SortedDictionary<int, int>();
        var faults = new List<string>();
        for (var number = 0; number < requests && faults.Count < MaxFaults; number++)
        {
            var attack = attacks.Next(number);
            var (status, body) = await SendAsync(http, attack, cancellation);
            answers[status] = answers.GetValueOrDefault(status) + 1;
            if (FaultIn(attack, status, body) is { } fault)
                faults.Add($"request {number}: {fault}");
        }

        return new FuzzReport(seed, answers.ToImmutableSortedDictionary(), faults);
    }

    static async Task<(int Status, string Body)> SendAsync(
        HttpClient http, Attack attack, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(attack.Method, attack.Path);
        if (attack.Method != HttpMethod.Get)
            request.Content = new ByteArrayContent(attack.Body);
        foreach (var (name, value) in attack.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
        }
        catch (HttpRequestException)
        {
            return (Closed, "");
        }
    }

    static string? FaultIn(Attack attack, int status, string answer)
    {
        var what = $"{attack.Name}: {attack.Method} {attack.Path} → {status} {answer}";
        var sent = Encoding.UTF8.GetString(attack.Body.AsSpan(0, Math.Min(attack.Body.Length, BodyShown)));
        if (status >= StatusCodes.Status500InternalServerError)
            return $"{what}\n  {sent}";
        if (Attacks.SignedPaths.Contains(attack.Path) && !attack.IsSigned && status is >= 200 and < 300)
            return $"taken unsigned: {what}\n  {sent}";
        return status >= StatusCodes.Status400BadRequest && answer.Length > 0 && !IsJson(answer)
            ? $"an answer that is no JSON object: {what}"
            : null;
    }

    static bool IsJson(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
