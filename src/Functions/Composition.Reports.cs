using OnCall.Adapters.NovaVms;
using OnCall.Core.Impersonations;
using OnCall.Core.Reports;
using OnCall.Core.Security;
using OnCall.Engine.Alerts;
using OnCall.Engine.Impersonations;
using OnCall.Engine.Orgs;
using OnCall.Engine.Outbox;
using OnCall.Engine.Reports;
using OnCall.Engine.Security;
using OnCall.Functions.Incidents;
using OnCall.Functions.NovaVmsEvents;
using OnCall.Functions.SlackCommands;
using OnCall.Functions.SlackInteractions;

namespace OnCall.Functions;

/// <summary>What people and the product report: customers' losses and security events.</summary>
static partial class Composition
{
    static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddProcess<ReportDecider, Report, ReportCommand, ReportEvent>(
            new(ReportStateJson.Default.Report, ReportEventJson.Default.ReportEvent))
        .AddProcess<SecurityDecider, SecurityCase, SecurityCommand, SecurityHappening>(
            new(SecurityStateJson.Default.SecurityCase, SecurityEventJson.Default.SecurityHappening))
        .AddProcess<GrantDecider, GrantBook, GrantCommand, GrantEvent>(
            new(GrantJson.Default.GrantBook, GrantJson.Default.GrantEvent))
        .AddSingleton<KnownActors>()
        .AddSingleton<IOrgSearch, NovaVmsOrgSearch>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<GrantDesk>()
        .AddSingleton<SecurityDesk>()
        .AddSingleton<IImpersonations, NovaVmsImpersonations>()
        .AddSingleton<ImpersonationDesk>()
        .AddSingleton<INeighbour, ImpersonationEnding>()
        .AddSingleton<ISlackInteractor, ImpersonationSteering>()
        .AddSingleton<IAlertSource>(provider => provider.GetRequiredService<ReportDesk>())
        .AddSingleton<IAlertSource>(provider => provider.GetRequiredService<SecurityDesk>())
        .AddSingleton<SlackCommandReports>()
        .AddSingleton<NovaVmsEventIntake>();
}
