using OnCall.Core.Detection;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Noise;
using OnCall.Core.Policy;
using OnCall.Core.Silences;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>
/// An on-call week or year: production rules and engine, two workers, and a world around them in which everything
/// goes wrong that can.
/// </summary>
sealed class World
{
    public static readonly DateOnly FirstMonday = new(2026, 1, 5);
    const int Workers = 2;
    static readonly TimeSpan RestartTime = TimeSpan.FromSeconds(0.5);

    readonly Worker[] _workers;
    readonly OnCallPolicy _policy;
    readonly Mutation _mutation;
    readonly Lazy<SimulatedProduct> _product;
    readonly List<DateTimeOffset> _setbacks = [];

    /// <param name="weather">Drawn from the seed when it is null.</param>
    public World(int seed, OnCallPolicy policy, Mutation mutation, Span span, Weather? weather = null)
    {
        const int MaxEventsADay = 40_000;
        _policy = policy;
        _mutation = mutation;
        Span = span;
        Chance = new Chance(seed);
        Weather = weather ?? Weather.Drawn(Chance);
        Timeline = new Timeline(span.Start, (int)Math.Ceiling((span.End - span.Start).TotalDays) * MaxEventsADay);
        Duty = new Duty(policy);
        Handovers = [.. Duty.HandoversBetween(span.Start, span.End)];
        Outages = new Outages(Weather, Chance, span, Handovers);
        Clock = new SimulatedTime(Timeline, () => Worker.Current?.Skew ?? TimeSpan.Zero);
        Store = new SimulatedStore(this, mutation);
        Bus = new SimulatedBus(this, mutation);
        Slack = new SimulatedSlack(this, mutation);
        PagerDuty = new SimulatedPagerDuty(this, mutation);
        GitHub = new SimulatedGitHub(this);
        Team = new SimulatedTeam(this);
        Responders = new SimulatedResponders(this);
        Rounds = new Rounds(this, mutation);
        Sources = [.. Enum.GetValues<NoteSection>().Select(section => new SimulatedSource(this, section))];
        Alerts = new SimulatedAlerts(this);
        _product = new Lazy<SimulatedProduct>(() => new SimulatedProduct(this, policy));
        _workers = [.. Enumerable.Range(0, Workers).Select(_ => NewWorker())];
    }

    public static StreamCodec<Incident, IncidentEvent> Codec { get; } =
        new(IncidentStateJson.Default.Incident, IncidentEventJson.Default.IncidentEvent);

    public static StreamCodec<Handover, HandoverEvent> HandoverCodec { get; } =
        new(HandoverStateJson.Default.Handover, HandoverEventJson.Default.HandoverEvent);

    public static StreamCodec<DetectorState, DetectorEvent> DetectorCodec { get; } =
        new(DetectionStateJson.Default.DetectorState, DetectorEventJson.Default.DetectorEvent);

    public static StreamCodec<SilenceBook, SilenceEvent> SilenceCodec { get; } =
        new(SilenceJson.Default.SilenceBook, SilenceJson.Default.SilenceEvent);

    public static StreamCodec<NoiseBook, NoiseEvent> NoiseCodec { get; } =
        new(NoiseJson.Default.NoiseBook, NoiseJson.Default.NoiseEvent);

    public Span Span { get; }
    public Chance Chance { get; }
    public Weather Weather { get; private set; }
    public Timeline Timeline { get; }
    public TimeProvider Clock { get; }
    public Outages Outages { get; }
    public SimulatedStore Store { get; }
    public SimulatedBus Bus { get; }
    public SimulatedSlack Slack { get; }
    public SimulatedPagerDuty PagerDuty { get; }
    public SimulatedGitHub GitHub { get; }
    public SimulatedAlerts Alerts { get; }

    /// <summary>Drawn when somebody looks at it first: not every world has one.</summary>
    public SimulatedProduct Product => _product.Value;

    /// <summary>What is really silenced.</summary>
    public SilenceBook Silences =>
        Store.Truth.ReadAsync(ProcessId.Of(SilenceDecider.KindName, SilenceDecider.TheOnlyId), default).Result is { } found
            ? SilenceCodec.ReadState(found.Head.State)
            : SilenceBook.Empty;

    public Duty Duty { get; }
    public SimulatedTeam Team { get; }
    public SimulatedResponders Responders { get; }
    public Rounds Rounds { get; }
    public IReadOnlyList<SimulatedSource> Sources { get; }
    public FaultCount Faults { get; } = new();

    /// <summary>Those that fall into the time that is played.</summary>
    public IReadOnlyList<DateTimeOffset> Handovers { get; }

    /// <summary>Inputs that we answered with 2xx, and whose they are.</summary>
    public List<(ProcessId Process, InputId Input)> Answered { get; } = [];

    /// <summary>What did not hold at the moment at which it had to.</summary>
    public List<string> Failures { get; } = [];

    public DateTimeOffset Now => Timeline.Now;

    /// <summary>Nothing goes wrong from now on.</summary>
    public void CalmDown() => Weather = Weather.Calmed;

    public void Fail(string failure) => Failures.Add($"{failure} (seen at {Now:O})");

    /// <summary>A worker died, a message was lost, a sweep failed: others make it good, and that takes time.</summary>
    public void SetBack() => _setbacks.Add(Now);

    public int SetbacksBetween(DateTimeOffset from, DateTimeOffset to) =>
        _setbacks.Count(at => from <= at && at <= to);

    /// <summary>Any worker that is up; null while both are being started again.</summary>
    public Worker? AnyWorker()
    {
        var first = Chance.Number(Workers);
        return Enumerable.Range(first, Workers).Select(i => _workers[i % Workers]).FirstOrDefault(worker => !worker.IsDead);
    }

    /// <summary>Runs a piece of work in a worker. Nothing comes back from one that dies in the middle.</summary>
    public static void RunIn(Worker worker, Func<Task> work, Action<Exception?> ended)
    {
        Worker.Current = worker;
        _ = RunAsync();
        Worker.Current = null;

        async Task RunAsync()
        {
            Exception? failed = null;
            try
            {
                await work();
            }
            catch (Exception e) when (e is AwayException or ConflictException)
            {
                failed = e;
            }

            ended(failed);
        }
    }

    /// <summary>
    /// One input or output of a worker: takes its time, and may fail before or after it was done, or be the
    /// last thing that the worker did.
    /// </summary>
    public Task<T> DoAsync<T>(Part part, Func<T> act, CancellationToken cancellation = default)
    {
        var worker = Worker.Current;
        var answer = new TaskCompletionSource<T>();
        var isSlow = part is Part.Slack or Part.PagerDuty or Part.Sources or Part.PagerDutyEvents && Chance.Happens(Weather.SlowAnswer);
        if (isSlow)
            Faults.Add($"{part} slow");
        Timeline.Schedule(isSlow ? Chance.Between(1, 9) : Chance.Between(0.001, 0.05), () => Finish(part, worker, act, answer));
        // What was called off may have arrived.
        cancellation.Register(() =>
        {
            if (answer.Task.IsCompleted)
                return;
            if (Chance.Happens(0.5))
                Finish(part, worker, act, new TaskCompletionSource<T>());
            answer.TrySetCanceled(cancellation);
        });
        return answer.Task;
    }

    void Finish<T>(Part part, Worker? worker, Func<T> act, TaskCompletionSource<T> answer)
    {
        if (answer.Task.IsCompleted || worker?.IsDead == true || Dies(worker))
            return;
        if (Outages.IsDown(part, Now))
        {
            Faults.Add($"{part} away");
            answer.SetException(new AwayException(part));
            return;
        }

        var result = act();
        if (Dies(worker))
            return;
        if (Chance.Happens(Weather.LostAnswer))
        {
            Faults.Add($"answer of {part} lost");
            if (Bus.IsSweeping)
                SetBack();
            answer.SetException(new AwayException(part));
            return;
        }

        answer.SetResult(result);
    }

    bool Dies(Worker? worker)
    {
        if (worker is null || !Chance.Happens(Weather.Crash))
            return false;
        Faults.Add("crash");
        Timeline.Tell("a worker dies");
        SetBack();
        worker.IsDead = true;
        Bus.GiveBack(worker);
        var place = Array.IndexOf(_workers, worker);
        Timeline.Schedule(RestartTime, () => _workers[place] = NewWorker());
        return true;
    }

    Worker NewWorker() => new(new Engine(this, _policy, _mutation))
    {
        Skew = Weather.Skew == TimeSpan.Zero
            ? TimeSpan.Zero
            : Chance.Between(-Weather.Skew.TotalSeconds, Weather.Skew.TotalSeconds),
    };
}
