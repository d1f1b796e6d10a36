using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.LocalHost.Azurite;
using OnCall.LocalHost.GitHub;
using OnCall.LocalHost.InMemory;
using OnCall.LocalHost.NovaVms;
using OnCall.LocalHost.PagerDuty;
using OnCall.LocalHost.ServiceBus;
using OnCall.LocalHost.Slack;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.Site;

/// <summary>
/// What stands around the functions app: storage, the bus, Slack, PagerDuty, GitHub, NovaVMS. Whoever is given in the
/// settings is the real one; the others are played here.
/// </summary>
public sealed class Neighbourhood : IAsyncDisposable
{
    /// <summary>What is only there because a repository has to begin with something is no news.</summary>
    static readonly TimeSpan RepositoriesAge = TimeSpan.FromDays(30);

    readonly Stack<IAsyncDisposable> _parts = [];
    readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    Neighbourhood()
    {
    }

    /// <summary>The app settings that lead the app to these neighbours.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>Set when nothing is kept on disk; then the app has to run in this process.</summary>
    public MemoryStreamStore? Memory { get; private set; }

    public EmbeddedServiceBus? Bus { get; private set; }

    public SlackSimulator? Slack { get; private set; }

    public PagerDutySimulator? PagerDuty { get; private set; }

    public GitHubSimulator? GitHub { get; private set; }

    public NovaVmsSimulator? NovaVms { get; private set; }

    public IReadOnlyList<IBusy> BusyParts => [.. new IBusy?[] { Bus, PagerDuty, Slack, NovaVms }.OfType<IBusy>()];

    /// <exception cref="LocalHostException">Something that the person at the keyboard can mend.</exception>
    public static async Task<Neighbourhood> StartAsync(NeighbourhoodSetup setup, CancellationToken cancellation)
    {
        var neighbourhood = new Neighbourhood();
        try
        {
            await neighbourhood.StartStorageAsync(setup, cancellation);
            neighbourhood.StartBus(setup);
            await neighbourhood.StartSlackAsync(setup);
            await neighbourhood.StartPagerDutyAsync(setup);
            await neighbourhood.StartGitHubAsync(setup);
            await neighbourhood.StartNovaVmsAsync(setup);
            return neighbourhood;
        }
        catch
        {
            await neighbourhood.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
    }

    async Task StartStorageAsync(NeighbourhoodSetup setup, CancellationToken cancellation)
    {
        if (setup.IsGiven("AzureWebJobsStorage", "AzureWebJobsStorage__accountName"))
            return;
        if (setup.InMemory)
        {
            Memory = new MemoryStreamStore();
            // Never opened: the store in memory stands in front of it.
            _settings["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
            return;
        }

        var azurite = Started(await AzuriteProcess.StartAsync(
            new AzuriteSetup
            {
                DataFolder = setup.DataFolder,
                Npm = new() { SearchPath = setup.SearchPath, Progress = setup.Progress, Output = setup.Output },
            },
            cancellation));
        _settings["AzureWebJobsStorage"] = azurite.ConnectionString;
    }

    void StartBus(NeighbourhoodSetup setup)
    {
        if (setup.IsGiven("ServiceBus", "ServiceBus__fullyQualifiedNamespace"))
            return;
        Bus = Started(EmbeddedServiceBus.Start(
            new EmbeddedServiceBusOptions([new QueueOptions(Adapters.ServiceBus.ServiceBusWakeups.Queue)])
            {
                JournalFile = setup.JournalFile,
            },
            setup.Clock, setup.Loggers.CreateLogger<EmbeddedServiceBus>()));
        _settings["ServiceBus"] = Bus.ConnectionString;
    }

    async Task StartSlackAsync(NeighbourhoodSetup setup)
    {
        if (setup.IsGiven("Slack__BotToken"))
            return;
        Slack = Started(new SlackSimulator(
            new SlackSimulatorOptions(setup.Policy, LocalSecrets.SlackBotToken, setup.SlackPort)
            {
                SigningSecret = LocalSecrets.SlackSigningSecret,
            },
            setup.Clock));
        await Slack.StartAsync();
        _settings["Slack__BotToken"] = LocalSecrets.SlackBotToken;
        _settings["Slack__SigningSecret"] = LocalSecrets.SlackSigningSecret;
        _settings["Slack__ApiUrl"] = Slack.ApiUrl.ToString();
    }

    async Task StartPagerDutyAsync(NeighbourhoodSetup setup)
    {
        if (setup.IsGiven("PagerDuty__ApiToken"))
            return;
        var chain = new EscalationChain(
            setup.Policy, new RotationCalendar(setup.Policy.Rotation, new OnCallZone(setup.Policy.Zone)));
        PagerDuty = Started(new PagerDutySimulator(
            new PagerDutySimulatorOptions(
                setup.Policy, LocalSecrets.PagerDutyApiToken, LocalSecrets.PagerDutyRoutingKey,
                [LocalSecrets.PagerDutyWebhookSecret], setup.PagerDutyPort)
            {
                EscalatesAfter = setup.PagerDutyEscalatesAfter,
                WebhookRetries = setup.WebhookRetries,
            },
            level => level <= chain.Levels ? chain.ResponderAt(level, setup.Clock.GetUtcNow())?.Person : null,
            setup.Clock));
        await PagerDuty.StartAsync();
        _settings["PagerDuty__ApiToken"] = LocalSecrets.PagerDutyApiToken;
        _settings["PagerDuty__WebhookSecrets"] = LocalSecrets.PagerDutyWebhookSecret;
        _settings["PagerDuty__RoutingKey"] = LocalSecrets.PagerDutyRoutingKey;
        _settings["PagerDuty__FromEmail"] = setup.Policy.People[0].Email;
        _settings["PagerDuty__EscalationPolicyId"] = PagerDutySimulator.EscalationPolicyId;
        _settings["PagerDuty__ApiUrl"] = PagerDuty.Url.ToString();
        _settings["PagerDuty__EventsUrl"] = PagerDuty.Url.ToString();
    }

    async Task StartGitHubAsync(NeighbourhoodSetup setup)
    {
        if (setup.IsGiven("GitHub__Token", "GitHub__ApiUrl"))
            return;
        GitHub = Started(new GitHubSimulator(
            new GitHubSimulatorOptions(LocalSecrets.GitHubToken, RepositoriesOf(setup.Policy), setup.GitHubPort) { Age = RepositoriesAge },
            setup.Clock));
        await GitHub.StartAsync();
        _settings["GitHub__Token"] = LocalSecrets.GitHubToken;
        _settings["GitHub__ApiUrl"] = GitHub.Url.ToString();
    }

    static IReadOnlyList<string> RepositoriesOf(OnCallPolicy policy) =>
    [
        .. policy.Deploys.Repositories
            .Concat([policy.Postmortems?.Repository ?? "", policy.Triage.ReliabilityReports?.Repository ?? ""])
            .Where(repository => repository.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    async Task StartNovaVmsAsync(NeighbourhoodSetup setup)
    {
        if (setup.IsGiven("NovaVms__ApiToken", "NovaVms__BaseUrl"))
            return;
        NovaVms = Started(new NovaVmsSimulator(
            new NovaVmsSimulatorOptions(LocalSecrets.NovaVmsApiToken, setup.NovaVmsPort) { EventSecret = LocalSecrets.NovaVmsEventSecret },
            setup.Clock));
        await NovaVms.StartAsync();
        _settings["NovaVms__ApiToken"] = LocalSecrets.NovaVmsApiToken;
        _settings["NovaVms__EventSecret"] = LocalSecrets.NovaVmsEventSecret;
        _settings["NovaVms__BaseUrl"] = NovaVms.Url.ToString();
    }

    T Started<T>(T part) where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
