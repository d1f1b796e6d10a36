using OnCall.Adapters.NovaVms;
using OnCall.Core.Orgs;
using OnCall.Engine.Reconcile;
using OnCall.LocalHost.NovaVms;

namespace OnCall.Adapters.Tests.NovaVms;

/// <summary>Which orgs nobody of the platform may enter, read over real HTTP.</summary>
public sealed class NovaVmsOrgsTests : IAsyncLifetime
{
    const string Token = "nova-sandbox";

    readonly NovaVmsSimulator _novaVms = new(new NovaVmsSimulatorOptions(Token));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _novaVms.StartAsync();

    public ValueTask DisposeAsync() => _novaVms.DisposeAsync();

    [Fact]
    public async Task Closed_orgs_are_listed_by_name_and_no_others()
    {
        _novaVms.AddOrg("org_1", "harbour Logistics", "owner@harbour.example", allowsImpersonation: false);
        _novaVms.AddOrg("org_2", "Open Ltd", "owner@open.example", allowsImpersonation: true);
        _novaVms.AddOrg("org_3", "Airport", "owner@airport.example", allowsImpersonation: false);

        Assert.Equal([new Org("org_3", "Airport"), new Org("org_1", "harbour Logistics")], await ReadAsync());
        Assert.Equal("/api/v1/orgs?allow_platform_impersonation=false&limit=100", Assert.Single(_novaVms.Calls));
    }

    [Fact]
    public async Task Nothing_closed_is_read_as_nothing() => Assert.Empty(await ReadAsync());

    [Fact]
    public async Task A_thousand_are_read_page_by_page()
    {
        AddOrgs(1000);
        var orgs = await ReadAsync();
        Assert.Equal(1000, orgs.Count);
        Assert.Equal(orgs.OrderBy(org => org.Name, StringComparer.Ordinal), orgs);
        Assert.Equal(10, _novaVms.Calls.Count);
    }

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public async Task More_than_are_ever_read_are_not_read_in_part(int count, bool isRead)
    {
        AddOrgs(count);
        var listing = await Orgs().ReadAsync(Cancellation);
        Assert.Equal(NovaVmsOrgs.MaxPages, _novaVms.Calls.Count);
        if (isRead)
            Assert.Equal(count, Assert.IsType<Listing<Org>.Read>(listing).Items.Count);
        else
            Assert.Equal(
                "NovaVMS has more than 2000 closed orgs: so many are not read.", Assert.IsType<Listing<Org>.NotRead>(listing).Why);
    }

    [Theory]
    [InlineData("\"allow_platform_impersonation\":false", 1)]
    [InlineData("\"allow_platform_impersonation\":true", 0)] // sent although it was not asked for
    [InlineData("\"allow_platform_impersonation\":null", 0)]
    [InlineData("\"allow_platform_impersonation\":\"false\"", 0)]
    [InlineData("\"more\":1", 0)] // nothing is said of it
    public async Task Only_what_is_said_to_be_closed_is_listed(string field, int expected) => Assert.Equal(
        expected,
        Assert.IsType<Listing<Org>.Read>(await Answered(
            $$"""{"orgs":[{"id":"o1","name":"One",{{field}}}],"next_cursor":null}""").ReadAsync(Cancellation)).Items.Count);

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"orgs":{}}""")]
    [InlineData("""{"orgs":[1]}""")]
    [InlineData("""{"orgs":[{"id":"o1","allow_platform_impersonation":false}]}""")] // no name
    [InlineData("""{"orgs":[{"name":"One","allow_platform_impersonation":false}]}""")]
    [InlineData("""{"orgs":[],"next_cursor":{}}""")]
    [InlineData("""{"orgs":[],"next_cursor":5}""")]
    public async Task What_is_no_list_of_orgs_is_not_read_as_none(string body) => Assert.Equal(
        "NovaVMS's answer is not a list of orgs with id and name.", await WhyNotAsync(Answered(body)));

    [Fact]
    public async Task A_cursor_that_comes_again_is_an_error() => Assert.Equal(
        "NovaVMS's list of orgs does not end: its next_cursor comes again.",
        await WhyNotAsync(Answered("""{"orgs":[],"next_cursor":"same"}""")));

    [Fact]
    public async Task Without_a_token_nobody_is_asked()
    {
        Assert.Equal("NovaVMS: NovaVms__ApiToken is not set.", await WhyNotAsync(Orgs(token: "")));
        Assert.StartsWith("NovaVMS: NovaVms__ApiToken has characters in it", await WhyNotAsync(Orgs("two words")), StringComparison.Ordinal);
        Assert.Empty(_novaVms.Calls);
    }

    [Fact]
    public async Task A_wrong_token_is_said_to_be_wrong() => Assert.Equal(
        "NovaVMS does not know the token in NovaVms__ApiToken (401): set another one.", await WhyNotAsync(Orgs("nova-other")));

    [Theory]
    [InlineData(403, "NovaVMS does not let the token in NovaVms__ApiToken read this (403): give it the right to.")]
    [InlineData(404, "NovaVMS refused with 404 NotFound: check that NovaVms__BaseUrl is its address.")]
    [InlineData(500, "NovaVMS failed with 500 InternalServerError.")]
    public async Task A_refusal_says_what_to_do(int status, string expected) => Assert.Equal(
        expected, await WhyNotAsync(Orgs(handler: AnsweringHandler.With("{}", status: (System.Net.HttpStatusCode)status))));

    [Fact]
    public async Task Throttled_or_down_it_is_not_read_and_then_it_is()
    {
        _novaVms.Throttle(times: 1, TimeSpan.FromSeconds(30));
        Assert.Equal("NovaVMS asked us to slow down (429).", await WhyNotAsync(Orgs()));
        _novaVms.GoDown();
        Assert.Equal("NovaVMS failed with 503 ServiceUnavailable.", await WhyNotAsync(Orgs()));
        _novaVms.ComeBack();
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task No_answer_is_said_to_be_none()
    {
        Assert.Equal("NovaVMS: it did not answer in time.", await WhyNotAsync(Orgs(handler: new AnsweringHandler(
            _ => throw new TaskCanceledException("timed out", new TimeoutException())))));
        Assert.Equal("NovaVMS: it could not be reached: Connection refused.", await WhyNotAsync(Orgs(handler: new AnsweringHandler(
            _ => throw new HttpRequestException("Connection refused.")))));
        Assert.Equal("NovaVMS took longer than 0.02 s to list the orgs.", await WhyNotAsync(Orgs(
            handler: new SilentHandler(), maxTime: TimeSpan.FromMilliseconds(20))));
    }

    void AddOrgs(int count)
    {
        foreach (var number in Enumerable.Range(1, count))
            _novaVms.AddOrg($"org_{number:0000}", $"Org {number:0000}", $"{number}@example.com", allowsImpersonation: false);
    }

    async Task<IReadOnlyList<Org>> ReadAsync() =>
        Assert.IsType<Listing<Org>.Read>(await Orgs().ReadAsync(Cancellation)).Items;

    // Whatever it is, it never quotes the token.
    static async Task<string> WhyNotAsync(NovaVmsOrgs orgs)
    {
        var why = Assert.IsType<Listing<Org>.NotRead>(await orgs.ReadAsync(Cancellation)).Why;
        Assert.DoesNotContain("nova-", why, StringComparison.Ordinal);
        return why;
    }

    NovaVmsOrgs Answered(string body) => Orgs(handler: AnsweringHandler.With(body));

    NovaVmsOrgs Orgs(string token = Token, HttpMessageHandler? handler = null, TimeSpan? maxTime = null)
    {
        var settings = new NovaVmsSettings { ApiToken = token, BaseUrl = _novaVms.Url };
        return new(new NovaVmsCalls(new HttpClient(handler ?? new SocketsHttpHandler()), settings), settings)
        {
            MaxTime = maxTime ?? TimeSpan.FromSeconds(30),
        };
    }
}
