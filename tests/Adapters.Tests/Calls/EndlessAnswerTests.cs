using System.Net;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Rotation;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Tests.Calls;

/// <summary>A neighbour that begins to answer and never ends.</summary>
public class EndlessAnswerTests
{
    [Fact]
    public async Task A_body_that_never_ends_is_an_answer_that_did_not_come_in_time()
    {
        using var http = new HttpClient(new Stalling()) { Timeout = TimeSpan.FromMilliseconds(50) };
        var settings = new PagerDutySettings { ApiToken = "token", EscalationPolicyId = "PSANDBOX000002" };
        var onCalls = new PagerDutyOnCalls(new PagerDutyRestCalls(http, settings), settings);

        var listing = await onCalls.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Contains("did not answer in time", Assert.IsType<Listing<PagerDutyOnCall>.NotRead>(listing).Why, StringComparison.Ordinal);
    }

    sealed class Stalling : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Endless()) });
    }

    sealed class Endless : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }
}
