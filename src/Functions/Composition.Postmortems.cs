using OnCall.Core.Archive;
using OnCall.Engine.Archive;
using OnCall.Engine.Incidents;
using OnCall.Engine.Outbox;
using OnCall.Engine.Postmortems;
using OnCall.Functions.SlackCommands;

namespace OnCall.Functions;

/// <summary>What is left of an incident when it is over, and what people type about one that is not.</summary>
static partial class Composition
{
    static IServiceCollection AddPostmortems(this IServiceCollection services) => services
        .AddProcess<ArchiveDecider, IncidentArchive, ArchiveCommand, ArchiveEvent>(
            new(ArchiveJson.Default.IncidentArchive, ArchiveJson.Default.ArchiveEvent))
        .AddSingleton<ArchiveDesk>()
        .AddSingleton<INeighbour>(provider => provider.GetRequiredService<ArchiveDesk>())
        .AddSingleton<StoredIncidents>()
        .AddSingleton<IClosedIncidents>(provider => provider.GetRequiredService<StoredIncidents>())
        .AddSingleton<PostmortemDrafter>()
        .AddSingleton<INeighbour, PostmortemOffice>()
        .AddSingleton<SlackCommandIncidents>();
}
