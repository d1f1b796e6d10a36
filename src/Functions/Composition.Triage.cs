using OnCall.Adapters.NovaVms;
using OnCall.Engine.Outbox;
using OnCall.Engine.Triage;
using OnCall.Functions.SlackCommands;

namespace OnCall.Functions;

/// <summary>What is looked at when something pages.</summary>
static partial class Composition
{
    static IServiceCollection AddTriage(this IServiceCollection services) => services
        .AddSingleton(new TriagePatience(TimeProvider.System))
        .AddSingleton<IProductLook, CloudApiLook>()
        .AddSingleton<GitHubSources>()
        .AddSingleton<TriageChecks>()
        .AddSingleton<TriageRun>()
        .AddSingleton<TriageDesk>()
        .AddSingleton<INeighbour>(provider => provider.GetRequiredService<TriageDesk>())
        .AddSingleton<SlackCommandTriage>();
}
