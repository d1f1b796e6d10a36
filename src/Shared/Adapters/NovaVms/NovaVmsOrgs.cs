using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Orgs;
using OnCall.Engine.Handovers;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.NovaVms;

/// <summary>The orgs whose owner lets nobody of the platform in.</summary>
public sealed class NovaVmsOrgs(NovaVmsCalls calls, NovaVmsSettings settings) : IClosedOrgs
{
    const int PageSize = 100;

    /// <summary>Two thousand orgs; of more it is said that they are not known, and not some of them.</summary>
    public const int MaxPages = 20;

    static readonly string FirstPage = $"api/v1/orgs?allow_platform_impersonation=false&limit={PageSize}";

    const int MaxIdLength = 100;
    const int MaxNameLength = 200;

    const string NoList = "NovaVMS's answer is not a list of orgs with id and name.";

    public Uri? WholeList => new(settings.BaseUrl, "platform/orgs?allow_platform_impersonation=false");

    /// <summary>On the machine's clock, as each call's own limit: it answers in real time, also in a drill.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(30);

    public async Task<Listing<Org>> ReadAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MaxTime);
        try
        {
            return await ReadPagesAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return NotRead(string.Create(CultureInfo.InvariantCulture,
                $"NovaVMS took longer than {MaxTime.TotalSeconds} s to list the orgs."));
        }
    }

    async Task<Listing<Org>> ReadPagesAsync(CancellationToken cancellation)
    {
        var orgs = new Dictionary<string, Org>(StringComparer.Ordinal);
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        var next = FirstPage;
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await calls.GetAsync(next, cancellation);
            if (NovaVmsAnswers.WhyNot(answer) is { } why)
                return NotRead(why);

            using var document = LenientJson.Parse(((Answer.Given)answer).Body);
            if (document is null || !TryAdd(document.RootElement, orgs))
                return NotRead(NoList);
            if (document.RootElement.Text("next_cursor") is not { } cursor)
                return new Listing<Org>.Read([.. ByName(orgs.Values)]);
            if (!cursors.Add(cursor))
                return NotRead("NovaVMS's list of orgs does not end: its next_cursor comes again.");
            next = $"{FirstPage}&cursor={Uri.EscapeDataString(cursor)}";
        }

        return NotRead(string.Create(CultureInfo.InvariantCulture,
            $"NovaVMS has more than {MaxPages * PageSize} closed orgs: so many are not read."));
    }

    // An org may come again, when another one was closed while the pages were read.
    static bool TryAdd(JsonElement answer, Dictionary<string, Org> orgs)
    {
        if (answer.Child("orgs") is not { ValueKind: JsonValueKind.Array } list
            || answer.Child("next_cursor") is not (null or { ValueKind: JsonValueKind.String }))
            return false;

        foreach (var entry in list.EnumerateArray())
        {
            if (entry.Text("id") is not { Length: <= MaxIdLength } id || entry.Text("name") is not { } name)
                return false;
            if (IsClosed(entry))
                orgs[id] = new Org(id, Shortened.To(name, MaxNameLength));
        }

        return true;
    }

    // Only where it is said outright: a server that overlooks the filter sends all orgs.
    static bool IsClosed(JsonElement entry) =>
        entry.Child("allow_platform_impersonation") is { ValueKind: JsonValueKind.False };

    static IEnumerable<Org> ByName(IEnumerable<Org> orgs) => orgs
        .OrderBy(org => org.Name, StringComparer.OrdinalIgnoreCase)
        .ThenBy(org => org.Id, StringComparer.Ordinal);

    static Listing<Org>.NotRead NotRead(string why) => new(why);
}
