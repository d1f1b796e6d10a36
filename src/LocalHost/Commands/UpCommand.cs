using System.CommandLine;
using OnCall.Functions.Settings;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.Site;

namespace OnCall.LocalHost.Commands;

/// <summary>The default: everything up on this machine, in real time, until Ctrl+C.</summary>
static class UpCommand
{
    static readonly Option<int> FunctionsPort = new("--functions-port")
    {
        Description = "Where the functions answer.",
        DefaultValueFactory = _ => FunctionsHostSetup.DefaultPort,
    };

    static readonly Option<int> SlackPort = new("--slack-port")
    {
        Description = "Where the Slack sandbox answers; 0 takes any free port.",
        DefaultValueFactory = _ => 7072,
    };

    static readonly Option<int> PagerDutyPort = new("--pagerduty-port")
    {
        Description = "Where the PagerDuty sandbox answers; 0 takes any free port.",
        DefaultValueFactory = _ => 7073,
    };

    static readonly Option<int> GitHubPort = new("--github-port")
    {
        Description = "Where the GitHub sandbox answers; 0 takes any free port.",
        DefaultValueFactory = _ => 7074,
    };

    static readonly Option<int> NovaVmsPort = new("--novavms-port")
    {
        Description = "Where the NovaVMS sandbox answers; 0 takes any free port.",
        DefaultValueFactory = _ => 7075,
    };

    static readonly Option<string?> Data = new("--data")
    {
        Description = "Keep the tables and messages in this folder. Without it they are gone when this ends.",
    };

    public static Command AddTo(Command command)
    {
        Option[] options =
        [
            FunctionsPort, SlackPort, PagerDutyPort, GitHubPort, NovaVmsPort, Data, CommonOptions.InMemory, CommonOptions.Verbose,
        ];
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    static IDisposable? Announce(LocalSite site)
    {
        try
        {
            return RunningUp.Announce(site.Address, site.Neighbourhood.Memory is not null, site.Neighbourhood.Settings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only the other commands miss it.
            Console.Error.WriteLine($"`deadletters` will not find this by itself: {e.Message}");
            return null;
        }
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var verbose = parsed.GetValue(CommonOptions.Verbose);
        var inMemory = parsed.GetValue(CommonOptions.InMemory);
        using var loggers = ConsoleLogs.Create(verbose);
        var screen = new UpScreen(Console.Out, verbose);
        var (policy, policyFile) = PolicySource.Read(Environment.GetEnvironmentVariable(PolicySource.Setting));

        var given = GivenSettings.FromEnvironment();
        var neighbourhood = await Neighbourhood.StartAsync(
            new NeighbourhoodSetup(policy, TimeProvider.System)
            {
                Given = given,
                InMemory = inMemory,
                DataFolder = parsed.GetValue(Data),
                SlackPort = parsed.GetValue(SlackPort),
                PagerDutyPort = parsed.GetValue(PagerDutyPort),
                GitHubPort = parsed.GetValue(GitHubPort),
                NovaVmsPort = parsed.GetValue(NovaVmsPort),
                Loggers = loggers,
                Progress = Console.Error.WriteLine,
            },
            cancellation);
        await using var site = await LocalSite.StartAsync(
            neighbourhood,
            new LocalSiteSetup(
                new Dictionary<string, string>(given.Concat(neighbourhood.Settings))
                {
                    [PolicySource.Setting] = policyFile,
                },
                TimeProvider.System)
            {
                InThisProcess = inMemory,
                FunctionsPort = parsed.GetValue(FunctionsPort),
                Loggers = loggers,
                Output = screen.ShowOutput,
            },
            cancellation);

        using var announced = Announce(site);
        screen.Watch(neighbourhood);
        screen.ShowAddresses(site);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCodes.Fine;
    }
}
