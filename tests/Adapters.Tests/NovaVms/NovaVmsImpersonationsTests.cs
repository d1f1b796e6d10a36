using System.Net;
using System.Text;
using OnCall.Adapters.NovaVms;
using OnCall.Core.Incidents;
using OnCall.Engine.Impersonations;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Tests.NovaVms;

/// <summary>What NovaVMS is asked when a token is minted, and what its answers mean.</summary>
public class NovaVmsImpersonationsTests
{
    const string Granted = """{"grant_id":"grant_1","token":"top-secret","expires_at":"2026-01-06T09:12:00Z"}""";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_minted_with_the_runbooks_reason_and_ticket_ref()
    {
        using var answering = new Answering(HttpStatusCode.Created, Granted);
        var minted = Assert.IsType<Minting.Minted>(await MintAsync(answering));
        Assert.Equal(
            """{"org_id":"org_7f3a","reason":"P1 incident PGR0VU2","ticket_ref":"PGR0VU2","actor_email":"ada@novalien.com"}""", answering.Body);
        Assert.Equal(("grant_1", "top-secret"), (minted.Grant, minted.Token.Reveal()));
        Assert.DoesNotContain("top-secret", minted.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "top-secret", "Owner")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "top-secret", "503")]
    [InlineData(HttpStatusCode.Created, """{"token":"top-secret"}""", "no grant, token and end")]
    public async Task What_is_no_grant_says_why_and_quotes_nothing(HttpStatusCode status, string body, string why)
    {
        using var answering = new Answering(status, body);
        var refused = Assert.IsType<Minting.NotMinted>(await MintAsync(answering));
        Assert.Contains(why, refused.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", refused.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, typeof(Delivery.Done))]
    [InlineData(HttpStatusCode.NotFound, typeof(Delivery.Done))]
    [InlineData(HttpStatusCode.ServiceUnavailable, typeof(Delivery.RetryLater))]
    [InlineData(HttpStatusCode.TooManyRequests, typeof(Delivery.RetryLater))]
    [InlineData(HttpStatusCode.Unauthorized, typeof(Delivery.GiveUp))]
    public async Task Ended_already_is_ended_and_an_outage_is_tried_again(HttpStatusCode status, Type delivery)
    {
        using var answering = new Answering(status, "{}");
        Assert.IsType(delivery, await Impersonations(answering).EndAsync("grant 1/2", Cancellation));
        Assert.Equal("/api/v1/platform/impersonations/grant%201%2F2", answering.Path);
    }

    static Task<Minting> MintAsync(Answering answering) => Impersonations(answering).MintAsync(
        "org_7f3a", new IncidentId("PGR0VU2"), "ada@novalien.com", TimeSpan.FromMinutes(1), Cancellation);

    static NovaVmsImpersonations Impersonations(Answering answering) => new(new NovaVmsCalls(
        new HttpClient(answering), new NovaVmsSettings { ApiToken = "local", BaseUrl = new Uri("http://127.0.0.1:1") }));

    sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public string? Body { get; private set; }

        public string? Path { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Path = request.RequestUri!.AbsolutePath;
            Body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
