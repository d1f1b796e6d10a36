using System.Text.Json.Nodes;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.Slack;

/// <summary>
/// Plays Slack on this machine: a real HTTP server that refuses what Slack refuses, keeps what was posted, shows it
/// to people on its front page, and tells the app, signed, what they do.
/// </summary>
public sealed class SlackSimulator : IBusy, IAsyncDisposable
{
    const string BearerPrefix = "Bearer ";

    readonly SlackSimulatorOptions _options;
    readonly SlackWorkspace _workspace;
    readonly SlackModals _modals;
    readonly SlackMethods _methods;
    readonly SlackReader _reader;
    readonly SlackPage _page;
    readonly WorkCount _work = new();
    readonly SlackSender _sender;
    readonly SlackEventQueue _queue;
    readonly SlackEventsApi _events;
    readonly SlackPeople _people;
    readonly SlackCommandLine _commands;
    readonly Faults _faults = new();
    readonly SlackPostPace _pace;
    readonly SlackHomeTabs _homes;
    readonly SlackResponseUrls _responses;
    LocalServer? _server;

    public SlackSimulator(SlackSimulatorOptions options, TimeProvider clock)
    {
        _options = options;
        _workspace = new SlackWorkspace(options.Policy, clock);
        _modals = new SlackModals(clock);
        _pace = new SlackPostPace(clock);
        _homes = new SlackHomeTabs(clock);
        _responses = new SlackResponseUrls(_workspace, clock, message => Whispered?.Invoke(message));
        _sender = new SlackSender(options.SigningSecret, clock);
        _queue = new SlackEventQueue(_sender, _work, clock, attempt => EventSent?.Invoke(attempt));
        _events = new SlackEventsApi(_workspace, _queue, clock);
        _people = new SlackPeople(_modals, _sender, _work);
        _methods = new SlackMethods(
            _workspace, new SlackConversations(_workspace, () => MaxListedReactors), _modals, _homes, options.BotToken,
            new SlackHappenings(TellPosted, TellEdited, message => Whispered?.Invoke(message)));
        _reader = new SlackReader(options.Policy);
        _commands = new SlackCommandLine(options.Policy, _modals, _sender, _work, _reader, clock);
        _page = new SlackPage(options.Policy, _reader);
    }

    /// <summary>For each message of the app that is more than a whisper, before the app gets its answer.</summary>
    public event Action<PostedMessage>? Posted;

    /// <summary>For each message that the app has changed, as it stands now.</summary>
    public event Action<PostedMessage>? Edited;

    /// <summary>For each message of the app that only one person sees.</summary>
    public event Action<PostedMessage>? Whispered;

    /// <summary>For each attempt to tell the app of an event, when it was answered or had no answer.</summary>
    public event Action<SlackEventAttempt>? EventSent;

    public Uri Url => _server?.Url ?? throw new InvalidOperationException("Slack's simulator was not started.");

    /// <summary>What belongs into the setting <c>Slack__ApiUrl</c>.</summary>
    public Uri ApiUrl => new(Url, "api/");

    /// <summary>Where the app hears of events; null tells nobody.</summary>
    public Uri? EventsUrl { get => _events.Url; set => _events.Url = value; }

    /// <summary>Where the app hears of buttons and modals.</summary>
    public Uri? InteractionsUrl { get => _people.Url; set => _people.Url = value; }

    /// <summary>Where the app hears of slash commands.</summary>
    public Uri? CommandsUrl { get => _commands.Url; set => _commands.Url = value; }

    /// <summary>What happens while this is on, the app is never told.</summary>
    public bool DropEvents { get => _events.Drops; set => _events.Drops = value; }

    /// <summary>While this is on, the app is told everything twice, each time under another event id.</summary>
    public bool DoubleEvents { get => _events.Doubles; set => _events.Doubles = value; }

    /// <summary>How many of those who reacted a list names, beside their count; null names all.</summary>
    public int? MaxListedReactors { get; set; }

    public int UnderWay => _work.UnderWay;

    /// <summary>Without those that only one person saw.</summary>
    public IReadOnlyList<PostedMessage> Messages => _workspace.Messages;

    /// <summary>Those that only one person saw.</summary>
    public IReadOnlyList<PostedMessage> Ephemerals => _workspace.Ephemerals;

    /// <summary>The modals that people have open.</summary>
    public IReadOnlyList<OpenView> Views => _modals.Views;

    public async Task StartAsync() => _server = await LocalServer.StartAsync(
        "Slack's simulator", _options.Port, _options.PortOption, routes =>
        {
            new SlackFrontPage(this, _workspace, _homes, _page).Map(routes);
            routes.Map("/api/{method}", CallAsync);
            _responses.Map(routes);
        });

    /// <summary>The message as a person sees it, in plain text: names, local times, links.</summary>
    public string Render(PostedMessage message) => _reader.Plain(message);

    /// <param name="name">As Slack calls the emoji: "+1::skin-tone-3".</param>
    public void React(Person by, PostedMessage message, string name)
    {
        if (_workspace.React(message, by.Slack, name) is { } changed)
            _events.TellReaction(changed, by.Slack, name, removed: false);
    }

    public void Unreact(Person by, PostedMessage message, string name)
    {
        if (_workspace.Unreact(message, by.Slack, name) is { } changed)
            _events.TellReaction(changed, by.Slack, name, removed: true);
    }

    /// <param name="threadTs">The message that it replies to; null for one that stands alone.</param>
    /// <param name="text">In Slack's markup: a 👍 arrives as ":+1:".</param>
    public PostedMessage Say(Person by, Channel channel, string? threadTs, string text)
    {
        var message = _workspace.Say(by, channel, threadTs, text);
        _events.TellPosted(message);
        return message;
    }

    /// <summary>The person, of the policy or not, opens the app's Home tab; what the app shows there comes later.</summary>
    public void OpenHome(Person by) => _events.TellHomeOpened(by);

    /// <summary>What the person sees in the app's Home tab, in plain text; null while the app has shown nothing.</summary>
    public string? HomeOf(Person person) =>
        _homes.Of(person.Slack) is { } home ? _reader.Plain(home.View, home.At) : null;

    /// <summary>As the app's settings have the Home tab; off, nothing can be shown there.</summary>
    public bool HasHomeTab { get => _homes.IsEnabled; set => _homes.IsEnabled = value; }

    /// <summary>The person types <c>/oncall</c> and what follows it; what is returned, only they see.</summary>
    /// <param name="text">As they type it, mentions as "@ben".</param>
    public Task<SlackShown> CommandAsync(Person by, Channel channel, string text, CancellationToken cancellation) =>
        _commands.TypeAsync(by, channel, text, _responses.New(Url, by, channel), cancellation);

    /// <summary>The very command that was typed last arrives once more.</summary>
    public Task<SlackShown> SendLastCommandAgainAsync(CancellationToken cancellation) => _commands.SendAgainAsync(cancellation);

    /// <summary>Returns when the app has answered; by then it may have shown a modal.</summary>
    /// <exception cref="InvalidOperationException">There is no such button.</exception>
    public Task<SlackAnswered> PressAsync(
        Person by, PostedMessage message, string actionId, CancellationToken cancellation) =>
        _people.PressAsync(by, message, actionId, _responses.New(Url, by, message.Channel), cancellation);

    /// <summary>Sends the modal off; inputs that are not named keep what stands in them. It closes unless it is sent back.</summary>
    public Task<SlackAnswered> SubmitAsync(
        OpenView view, CancellationToken cancellation, params IEnumerable<(string BlockId, string Text)> typed) =>
        _people.SubmitAsync(view, typed.ToDictionary(one => one.BlockId, one => one.Text), cancellation);

    /// <summary>As the person does who changes their mind; the app is not told.</summary>
    public void Dismiss(OpenView view) => _modals.Close(view);

    /// <summary>As an administrator of the workspace deactivates somebody, or takes them back.</summary>
    public void Become(Person person, SlackMembership membership) => _workspace.Become(person, membership);

    /// <summary>
    /// From now on, one message in this time and channel is taken, as Slack promises, and others are answered with 429; null
    /// takes all of them, as Slack mostly does.
    /// </summary>
    public TimeSpan? OnePostEach { get => _pace.Of; set => _pace.Of = value; }

    /// <summary>The next calls are answered with 429.</summary>
    public void Throttle(int times, TimeSpan retryAfter) => _faults.Throttle(times, retryAfter);

    public void GoDown() => _faults.Down = true;

    public void ComeBack() => _faults.Down = false;

    /// <summary>From now on the channel answers with this error: "is_archived", "not_in_channel".</summary>
    public void Close(string channelId, string error) => _workspace.Close(channelId, error);

    public void Reopen(string channelId) => _workspace.Reopen(channelId);

    /// <summary>As somebody in Slack deletes a message.</summary>
    public void Delete(string ts) => _workspace.Delete(ts);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await _queue.DisposeAsync();
        _sender.Dispose();
    }

    void TellPosted(PostedMessage message)
    {
        // People first: what follows from the event is seen after what it tells of.
        Posted?.Invoke(message);
        _events.TellPosted(message);
    }

    void TellEdited(PostedMessage message)
    {
        Edited?.Invoke(message);
        _events.TellEdited(message);
    }

    async Task CallAsync(HttpContext http)
    {
        if (_faults.Strike(http.Response) is { } status)
        {
            await RefuseAsync(http, status);
            return;
        }

        var method = (string)http.Request.RouteValues["method"]!;
        var arguments = await SlackArguments.ReadAsync(http.Request);
        if (_pace.Strike(method, arguments, http.Response))
        {
            await RefuseAsync(http, StatusCodes.Status429TooManyRequests);
            return;
        }

        await LocalServer.AnswerAsync(http, StatusCodes.Status200OK, _methods.Call(method, TokenOf(http.Request), arguments));
    }

    static Task RefuseAsync(HttpContext http, int status)
    {
        var error = status == StatusCodes.Status429TooManyRequests ? "ratelimited" : "service_unavailable";
        return LocalServer.AnswerAsync(http, status, new JsonObject { ["ok"] = false, ["error"] = error });
    }

    static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header
        && header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) && header.Length > BearerPrefix.Length
            ? header[BearerPrefix.Length..]
            : null;
}
