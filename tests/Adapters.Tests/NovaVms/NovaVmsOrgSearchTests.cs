using OnCall.Adapters.NovaVms;
using OnCall.Core.Orgs;
using OnCall.Engine.Reconcile;
using OnCall.LocalHost.NovaVms;

namespace OnCall.Adapters.Tests.NovaVms;

/// <summary>"Use Cross-org search to confirm the state", over real HTTP.</summary>
public sealed class NovaVmsOrgSearchTests : IAsyncLifetime
{
    const string Token = "nova-sandbox";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly NovaVmsSimulator _novaVms = new(new NovaVmsSimulatorOptions(Token));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _novaVms.StartAsync();
        _novaVms.AddOrg("org_7f3a", "Harbour Logistics", "owner@harbour.example", allowsImpersonation: false);
        _novaVms.AddOrg("org_7f3b", "Old Mill", "owner@oldmill.example", allowsImpersonation: true);
        _novaVms.SetOnline("org_7f3a", new SimulatedCount(0, 40), new SimulatedCount(1, 3));
    }

    public ValueTask DisposeAsync() => _novaVms.DisposeAsync();

    [Theory]
    [InlineData("org_7f3a", "org_7f3a")]
    [InlineData("OWNER@harbour.example", "org_7f3a")]
    [InlineData("org_7f3", "org_7f3a org_7f3b")] // what only resembles it is found too
    [InlineData("a&q=b#c/d", "")] // and asked as it is
    public async Task Orgs_are_found_by_id_and_by_e_mail(string words, string ids) =>
        Assert.Equal(ids, string.Join(' ', (await FindAsync(words)).Select(org => org.Id)));

    [Fact]
    public async Task What_is_found_says_how_it_is()
    {
        var org = Assert.Single(await FindAsync("org_7f3a"));
        Assert.Equal(
            new FoundOrg("org_7f3a", "Harbour Logistics", "owner@harbour.example", new OnlineCount(0, 40), new OnlineCount(1, 3),
                AllowsImpersonation: false, new Uri(_novaVms.Url, "platform/orgs/org_7f3a")),
            org);
        Assert.Equal("/api/v1/platform/orgs/search?q=org_7f3a", Assert.Single(_novaVms.Calls));
    }

    [Fact]
    public async Task What_only_describes_an_org_may_be_missing()
    {
        var org = Assert.Single(Read(await Answered("""{"orgs":[{"id":"o1","name":"One","cameras":{"online":"x"},"gateways":7}]}""")));
        Assert.Equal((null, null, null, null), (org.OwnerEmail, org.Cameras, org.Gateways, org.AllowsImpersonation));
        Assert.Equal("cameras not known, gateways not known, whether impersonation is allowed is not known", org.State);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"orgs":[1]}""")]
    [InlineData("""{"orgs":[{"name":"One"}]}""")]
    [InlineData("""{"orgs":[{"id":"o1"}]}""")]
    public async Task An_answer_of_another_shape_is_not_an_empty_one(string answer) => Assert.Equal(
        "NovaVMS's answer is not a list of orgs with id and name.", Assert.IsType<Listing<FoundOrg>.NotRead>(await Answered(answer)).Why);

    [Fact]
    public async Task While_NovaVMS_is_away_it_is_said_why_nothing_was_found()
    {
        _novaVms.GoDown();
        Assert.Equal("NovaVMS failed with 503 ServiceUnavailable.", await WhyNotAsync(Patience));
    }

    [Fact]
    public async Task Nobody_waits_longer_than_they_can() => Assert.Equal(
        "NovaVMS took longer than 0.05 s to search for it.", await WhyNotAsync(TimeSpan.FromMilliseconds(50), new SilentHandler()));

    async Task<IReadOnlyList<FoundOrg>> FindAsync(string words) => Read(await Search().FindAsync(words, Patience, Cancellation));

    static IReadOnlyList<FoundOrg> Read(Listing<FoundOrg> listing) => Assert.IsType<Listing<FoundOrg>.Read>(listing).Items;

    async Task<string> WhyNotAsync(TimeSpan patience, HttpMessageHandler? handler = null) =>
        Assert.IsType<Listing<FoundOrg>.NotRead>(await Search(handler).FindAsync("org_7f3a", patience, Cancellation)).Why;

    Task<Listing<FoundOrg>> Answered(string answer) =>
        Search(AnsweringHandler.With(answer)).FindAsync("o1", Patience, Cancellation);

    NovaVmsOrgSearch Search(HttpMessageHandler? handler = null)
    {
        var settings = new NovaVmsSettings { BaseUrl = _novaVms.Url, ApiToken = Token };
        return new NovaVmsOrgSearch(new NovaVmsCalls(handler is null ? new HttpClient() : new HttpClient(handler), settings), settings);
    }
}
