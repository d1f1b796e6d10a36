using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Core.Detection;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;
using OnCall.Engine.Alerts;
using OnCall.Engine.Detection;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Tests.Detection;

/// <summary>The detectors over a store in memory, with probes that read what the test says.</summary>
sealed class DetectorRoom
{
    public const string Api = "cloud-api-5xx";

    static readonly OnCallPolicy Policy = Read();

    public DetectorRoom()
    {
        var product = new WatchedProduct(new Uri("https://novavms.novalien.com/"));
        var codec = new StreamCodec<DetectorState, DetectorEvent>(
            DetectionStateJson.Default.DetectorState, DetectorEventJson.Default.DetectorEvent);
        var decider = new DetectorDecider(
            Policy, product, new EscalationChain(Policy, new RotationCalendar(Policy.Rotation, new OnCallZone(Policy.Zone))));
        var runner = new ProcessRunner<DetectorState, DetectorCommand, DetectorEvent>(
            decider, codec, World.Store, World.Recent, World.Bus, World.Clock,
            NullLogger<ProcessRunner<DetectorState, DetectorCommand, DetectorEvent>>.Instance);
        Detectors = new StoredDetectors(runner, codec, World.Store, World.Recent, World.Silences, Policy, product, World.Clock);
        Causes = new AlertCauses([Detectors]);
        Probes = [.. Core.Detection.Detectors.All.Select(detector => new FakeProbe(detector.Name))];
        Prober = new Prober(Probes, Detectors, World.Silences, product, World.Clock, NullLogger<Prober>.Instance);
        Probes[0].Reads = Answers(200);
        Probes[1].Reads = new Reading.Gateways(412, 420);
    }

    public World World { get; } = new();
    public StoredDetectors Detectors { get; }
    public AlertCauses Causes { get; }
    public IReadOnlyList<FakeProbe> Probes { get; }
    public Prober Prober { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Reading Answers(int status) => new Reading.CloudApi(new EndpointAnswer.Status(status), new EndpointAnswer.Status(status));

    public static ProcessId ProcessOf(string detector) => ProcessId.Of(DetectorDecider.KindName, detector);

    /// <summary>Every half minute. The ingest's counter advances by itself.</summary>
    public async Task ProbeAsync(int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            World.Clock.Advance(DetectionPolicy.ProbeEvery);
            Probes[2].Reads = new Reading.Ingest(World.Clock.GetUtcNow().Ticks, null, 42, 0);
            await Prober.RunAsync(Cancellation);
        }
    }

    public async Task<Standing> StandAsync(string detector = Api) =>
        (await Detectors.StandAsync(Cancellation)).Single(one => one.Name == detector);

    public async Task<IReadOnlyList<string>> EffectsAsync(string detector = Api) =>
        [.. (await World.Store.ReadEffectsAsync(ProcessOf(detector), Cancellation)).Select(row => row.Effect.GetType().Name)];

    public Task SilenceAsync(string alert, TimeSpan time) => World.Silences.HandleAsync(
        new SilenceCommand.Add(
            SilenceKind.Silence, alert, "planned work", World.Clock.GetUtcNow() + time, Actor.Clock, World.Clock.GetUtcNow()),
        Cancellation);

    static OnCallPolicy Read() => ((PolicyReading.Valid)PolicyReader.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy;
}

sealed class FakeProbe(string detector) : IProbe
{
    public string Detector => detector;

    public Reading Reads { get; set; } = new Reading.Blind("nothing yet");

    public Exception? Fault { get; set; }

    public Task<Reading> ReadAsync(CancellationToken cancellation) =>
        Fault is { } fault ? Task.FromException<Reading>(fault) : Task.FromResult(Reads);
}
