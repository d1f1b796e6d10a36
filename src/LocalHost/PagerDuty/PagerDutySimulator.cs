using System.Text;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>
/// Plays PagerDuty on this machine: a real HTTP server that refuses what PagerDuty refuses and sends really
/// signed webhooks.
/// </summary>
public sealed class PagerDutySimulator : IBusy, IAsyncDisposable
{
    /// <summary>What belongs into the setting <c>PagerDuty__EscalationPolicyId</c>.</summary>
    public const string EscalationPolicyId = PagerDutyShapes.EscalationPolicyId;

    const int MaxCalls = 10_000;
    readonly PagerDutySimulatorOptions _options;
    readonly TimeProvider _clock;
    readonly PagerDutyAccount _account;
    readonly PagerDutyRest _rest;
    readonly PagerDutyEvents _events;
    readonly WebhookSender _sender;
    readonly WebhookQueue _webhooks;
    readonly WebhookSubscription _subscription;
    readonly Faults _faults = new();
    readonly Lock _gate = new();
    readonly List<PagerDutyCall> _calls = [];
    LocalServer? _server;

    /// <param name="personAt">Who is on call on a level at this moment, unless <see cref="OnCalls"/> are changed.</param>
    public PagerDutySimulator(PagerDutySimulatorOptions options, Func<int, Person?> personAt, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        OnCalls = new SimulatedOnCalls(options.Policy.Escalation.Count, personAt);
        _account = new PagerDutyAccount(OnCalls.FirstOn, options.EscalatesAfter, clock, Tell);
        _events = new PagerDutyEvents(_account, options.RoutingKey);
        _sender = new WebhookSender(options.WebhookSecrets, clock, attempt => WebhookSent?.Invoke(attempt));
        _webhooks = new WebhookQueue(_sender.SendAsync, options.WebhookRetries, clock);
        _subscription = new WebhookSubscription(_webhooks, () => WebhookUrl);
        _rest = new PagerDutyRest(_account, new PagerDutyResources(_subscription, Service, OnCalls), options);
    }

    /// <summary>For each call of the API, after it was decided and before the caller gets the answer.</summary>
    public event Action<PagerDutyCall>? Called;

    /// <summary>For each thing that happened to an incident: whom it pages, who acknowledged, a note.</summary>
    public event Action<IncidentHappening>? Happened;

    /// <summary>For each attempt to deliver a webhook, when it was answered or had no answer.</summary>
    public event Action<WebhookAttempt>? WebhookSent;

    /// <summary>Where webhooks go; null sends none.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>What belongs into the settings <c>PagerDuty__ApiUrl</c> and <c>PagerDuty__EventsUrl</c>.</summary>
    public Uri Url => _server?.Url ?? throw new InvalidOperationException("PagerDuty's simulator was not started.");

    /// <summary>What belongs into the setting <c>PagerDuty__RoutingKey</c>; another one when the integration was made anew.</summary>
    public string RoutingKey
    {
        get => _events.RoutingKey;
        set => _events.RoutingKey = value;
    }

    public int UnderWay => _webhooks.UnderWay;

    /// <summary>False after three webhooks in a row were refused, and when somebody switched it off.</summary>
    public bool IsSubscriptionEnabled => _subscription.IsActive && _webhooks.IsEnabled;

    /// <summary>Who stands on which level of the escalation policy.</summary>
    public SimulatedOnCalls OnCalls { get; }

    /// <summary>What the service whose incidents these are does by itself.</summary>
    public SimulatedService Service { get; } = new();

    public IReadOnlyList<SimulatedIncident> Incidents => _account.Incidents;

    public IReadOnlyList<PagerDutyCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public async Task StartAsync() => _server = await LocalServer.StartAsync(
        "PagerDuty's simulator", _options.Port, _options.PortOption, routes => routes.Map("/{**path}", AnswerAsync));

    public SimulatedIncident Trigger(string title) => _account.Trigger(title, dedupKey: null);

    /// <exception cref="InvalidOperationException">PagerDuty would refuse it.</exception>
    public SimulatedIncident Acknowledge(string incidentId, Person by) =>
        After(_account.Acknowledge(incidentId, by), incidentId);

    /// <exception cref="InvalidOperationException">PagerDuty would refuse it.</exception>
    public SimulatedIncident Resolve(string incidentId, Person by) =>
        After(_account.Resolve(incidentId, by), incidentId);

    /// <summary>As PagerDuty does when an acknowledgement times out.</summary>
    /// <exception cref="InvalidOperationException">PagerDuty would refuse it.</exception>
    public SimulatedIncident Unacknowledge(string incidentId) => After(_account.Unacknowledge(incidentId), incidentId);

    /// <exception cref="InvalidOperationException">PagerDuty would refuse it.</exception>
    public SimulatedIncident Reassign(string incidentId, Person to, Person by) =>
        After(_account.Reassign(incidentId, to, by), incidentId);

    public void EnableSubscription() => _webhooks.Enable();

    /// <summary>As PagerDuty does after three refusals in a row.</summary>
    public void SuspendSubscription() => _webhooks.Suspend();

    /// <summary>As somebody does in PagerDuty's pages.</summary>
    public void SwitchSubscriptionOff() => _subscription.IsActive = false;

    /// <summary>From now on the API key may not change subscriptions.</summary>
    public void ForbidSubscriptionChanges() => _subscription.IsReadOnly = true;

    /// <summary>As somebody does in their profile.</summary>
    public void ChangeEmail(Person person, string email) => _rest.ChangeEmail(person, email);

    /// <summary>The next calls are answered with 429.</summary>
    public void Throttle(int times, TimeSpan retryAfter) => _faults.Throttle(times, retryAfter);

    public void GoDown() => _faults.Down = true;

    public void ComeBack() => _faults.Down = false;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await _webhooks.DisposeAsync();
        _sender.Dispose();
    }

    SimulatedIncident After(PagerDutyRefusal? refusal, string incidentId) => refusal is null
        ? _account.Find(incidentId)!
        : throw new InvalidOperationException($"PagerDuty refuses: {refusal.Message} ({incidentId}).");

    async Task AnswerAsync(HttpContext http)
    {
        var body = await LocalServer.BodyOf(http.Request);
        var reply = Decide(http, body);
        var call = new PagerDutyCall(
            _clock.GetUtcNow(), http.Request.Method, $"{http.Request.Path}{http.Request.QueryString}",
            Encoding.UTF8.GetString(body), reply.Status);
        lock (_gate)
        {
            if (_calls.Count == MaxCalls)
                _calls.RemoveAt(0);
            _calls.Add(call);
        }

        Called?.Invoke(call);
        await LocalServer.AnswerAsync(http, reply.Status, reply.Body);
    }

    PagerDutyReply Decide(HttpContext http, byte[] body) =>
        _faults.Strike(http.Response) is { } status ? new PagerDutyReply(status, [])
        : http.Request is { Method: "POST", Path.Value: "/v2/enqueue" } ? _events.Answer(body)
        : _rest.Answer(http.Request, body);

    void Tell(IncidentHappening happening)
    {
        // People first: what follows from the webhook is seen after what it tells of.
        Happened?.Invoke(happening);
        if (WebhookUrl is { } url && _subscription.IsActive)
            _webhooks.Add(new Webhook(
                $"webhook-{happening.EventId}", happening.EventType, happening.Incident.Id, url,
                Encoding.UTF8.GetBytes(PagerDutyShapes.Event(happening).ToJsonString()), happening.At));
    }
}
