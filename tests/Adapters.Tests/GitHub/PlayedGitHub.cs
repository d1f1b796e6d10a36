using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.GitHub;
using OnCall.Core.Deploys;
using OnCall.Core.Policy;
using OnCall.Engine.Reconcile;
using OnCall.LocalHost.GitHub;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>The simulated GitHub over real HTTP, and the adapter that reads from it.</summary>
public abstract class PlayedGitHub : IAsyncLifetime
{
    protected const string Token = "ghp-sandbox";
    protected const string Cloud = "novalien/novavms-cloud";
    protected const string Gateway = "novalien/novavms-gateway";

    protected FakeTimeProvider Clock { get; } = new(Fixture.Start);

    private protected GitHubSimulator GitHub { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected PlayedGitHub() => GitHub = new GitHubSimulator(new GitHubSimulatorOptions(Token, [Cloud, Gateway]), Clock);

    public async ValueTask InitializeAsync() => await GitHub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await GitHub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A deployment of the cloud in beta, so many minutes ago.</summary>
    private protected SimulatedDeployment Deployed(double minutesAgo, string version, params IEnumerable<string> states) =>
        GitHub.Deploy(Cloud, "beta", version, "ada", Fixture.Start.AddMinutes(-minutesAgo), states);

    private protected async Task<IReadOnlyList<Deploy>> ReadAsync() =>
        Assert.IsType<Listing<Deploy>.Read>(await Deployments().ReadAsync(Cancellation)).Items;

    /// <summary>Why nothing could be read. Whatever it is, it never quotes the token.</summary>
    private protected async Task<string> WhyNotAsync(string token = Token, HttpMessageHandler? handler = null, DeploysPolicy? policy = null)
    {
        var why = Assert.IsType<Listing<Deploy>.NotRead>(await Deployments(token, handler, policy).ReadAsync(Cancellation)).Why;
        if (token.Length > 0)
            Assert.DoesNotContain(token, why, StringComparison.Ordinal);
        return why;
    }

    private protected GitHubDeployments Deployments(
        string token = Token, HttpMessageHandler? handler = null, DeploysPolicy? policy = null) => new(
            CallsOf(token, handler), SettingsOf(token),
            Fixture.Policy with { Deploys = policy ?? new DeploysPolicy([Cloud], ["beta"]) }, Clock);

    private protected GitHubCalls CallsOf(string token = Token, HttpMessageHandler? handler = null) =>
        new(SettingsOf(token), handler ?? Network(), Clock);

    private protected GitHubSettings SettingsOf(string token = Token) => new() { Token = token, ApiUrl = GitHub.Url };

    // As the app puts it together.
    static WholeAnswers Network() => new() { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } };
}
