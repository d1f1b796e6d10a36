using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.PagerDuty;

/// <summary>PagerDuty's lists, which come in pages.</summary>
static class PagerDutyPages
{
    const int PageSize = 100;

    /// <summary>Two thousand entries: with more, what is left is read when these are gone.</summary>
    const int MaxPages = 20;

    /// <param name="path">With its query, if it has one.</param>
    /// <param name="list">The name of the array in the answer.</param>
    /// <param name="read">Null for an entry that means nothing to us.</param>
    public static async Task<Listing<T>> ReadAsync<T>(
        PagerDutyRestCalls calls, string path, string list, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class
    {
        var entries = new List<T>();
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await calls.SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture,
                $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={PageSize}&offset={page * PageSize}"), cancellation);
            if (PagerDutyAnswers.WhyNot(answer) is { } why)
                return new Listing<T>.NotRead(why);

            using var document = LenientJson.Parse(((Answer.Given)answer).Body);
            if (document?.RootElement.Child(list) is not { ValueKind: JsonValueKind.Array })
                return new Listing<T>.NotRead($"PagerDuty's answer has no {list}.");
            entries.AddRange(document.RootElement.Items(list).Select(read).OfType<T>());
            if (!document.RootElement.Flag("more"))
                break;
        }

        return new Listing<T>.Read(entries);
    }
}
