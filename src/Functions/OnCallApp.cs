using OnCall.Functions.Clock;
using OnCall.Functions.Detectors;
using OnCall.Functions.Handovers;
using OnCall.Functions.Health;
using OnCall.Functions.Hosting;
using OnCall.Functions.Incidents;
using OnCall.Functions.Noise;
using OnCall.Functions.NovaVmsEvents;
using OnCall.Functions.OnCallNow;
using OnCall.Functions.Overrides;
using OnCall.Functions.PagerDutyWebhook;
using OnCall.Functions.Preflight;
using OnCall.Functions.Probe;
using OnCall.Functions.Reconcile;
using OnCall.Functions.Reports;
using OnCall.Functions.Settings;
using OnCall.Functions.Silences;
using OnCall.Functions.SlackCommands;
using OnCall.Functions.SlackEvents;
using OnCall.Functions.SlackInteractions;
using OnCall.Functions.Sweep;
using OnCall.Functions.Triage;
using OnCall.Functions.Wakeup;
using OnCall.Functions.WakeupDeadLetter;

namespace OnCall.Functions;

/// <summary>
/// The functions app: one ordinary web app, so that the whole of it runs in a test. What follows is its table
/// of contents.
/// </summary>
public static class OnCallApp
{
    const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <param name="adjust">For whoever plays Azure: other settings before, other parts after.</param>
    /// <exception cref="SettingsException">Says all that is wrong with settings and policy.</exception>
    public static WebApplication Build(string[] args, OnCallAppAdjustment? adjust = null)
    {
        // The folder of the app, not the one it was started in: a folder with a huge tree costs a second.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // One line each, as the Functions host takes them from the app's output.
        builder.Logging.ClearProviders()
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter("Microsoft", LogLevel.Warning);
        adjust?.Settings(builder.Configuration);
        adjust?.Logging(builder.Logging);
        builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration[PortSetting] ?? "0"}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = RawBody.HostMaxBytes);
        builder.Host.UseDefaultServiceProvider(parts => (parts.ValidateOnBuild, parts.ValidateScopes) = (true, true));
        builder.Services.AddOnCall(AppSettings.Read(builder.Configuration));
        adjust?.Parts(builder.Services);

        var app = builder.Build();
        app.UseFailureAnswers();

        app.MapReadiness();
        app.MapHealth();
        app.MapSilences();
        app.MapNoise();
        app.MapReports();
        app.MapDetectors();
        app.MapIncidents();
        app.MapSlackCommands();

        var deciding = app.WithFreshOverrides();
        deciding.MapPagerDutyWebhook();
        deciding.MapNovaVmsEvents();
        deciding.MapSlackEvents();
        deciding.MapSlackInteractions();
        deciding.MapOnCallNow();
        deciding.MapOverrides();
        deciding.MapHandovers();
        deciding.MapTriage();

        deciding.MapClock();
        deciding.MapWakeup();
        deciding.MapReconcile();
        app.MapWakeupDeadLetter();
        app.MapSweep();
        app.MapPreflight();
        app.MapProbe();
        return app;
    }
}

/// <summary>What the local host changes when it runs the app inside its own process.</summary>
public sealed record OnCallAppAdjustment(
    Action<IConfigurationManager> Settings, Action<ILoggingBuilder> Logging, Action<IServiceCollection> Parts);
