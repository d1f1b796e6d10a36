using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Orgs;
using OnCall.Engine.Orgs;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.NovaVms;

/// <summary>NovaVMS's cross-org search.</summary>
public sealed class NovaVmsOrgSearch(NovaVmsCalls calls, NovaVmsSettings settings) : IOrgSearch
{
    const int MaxIdLength = 100;
    const int MaxTextLength = 200;

    const string NoList = "NovaVMS's answer is not a list of orgs with id and name.";

    public async Task<Listing<FoundOrg>> FindAsync(string words, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            var answer = await calls.GetAsync($"api/v1/platform/orgs/search?q={Uri.EscapeDataString(words)}", either.Token);
            return NovaVmsAnswers.WhyNot(answer) is { } why ? NotRead(why) : Read(((Answer.Given)answer).Body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return NotRead(string.Create(CultureInfo.InvariantCulture,
                $"NovaVMS took longer than {patience.TotalSeconds} s to search for it."));
        }
    }

    Listing<FoundOrg> Read(ReadOnlyMemory<byte> body)
    {
        using var document = LenientJson.Parse(body);
        if (document?.RootElement.Child("orgs") is not { ValueKind: JsonValueKind.Array } list)
            return NotRead(NoList);

        var orgs = list.EnumerateArray().Select(Org).ToList();
        return orgs.Contains(null) ? NotRead(NoList) : new Listing<FoundOrg>.Read([.. orgs.OfType<FoundOrg>().DistinctBy(org => org.Id)]);
    }

    // What only describes it may be missing: an org of which less is known is found all the same.
    FoundOrg? Org(JsonElement entry) =>
        entry.Text("id") is { Length: <= MaxIdLength } id && entry.Text("name") is { } name
            ? new FoundOrg(
                id, Shortened.To(name, MaxTextLength), entry.Text("owner_email") is { } email ? Shortened.To(email, MaxTextLength) : null,
                Count(entry, "cameras"), Count(entry, "gateways"), Allows(entry), PageOf(id))
            : null;

    static OnlineCount? Count(JsonElement entry, string name) =>
        entry.Child(name) is { } counts && counts.Number("online") is >= 0 and var online && counts.Number("total") is >= 0 and var total
            ? new OnlineCount(online, total)
            : null;

    static bool? Allows(JsonElement entry) => entry.Child("allow_platform_impersonation")?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    Uri PageOf(string id) => new(Call.BaseOf(settings.BaseUrl), $"platform/orgs/{Uri.EscapeDataString(id)}");

    static Listing<FoundOrg>.NotRead NotRead(string why) => new(why);
}
