using System.Collections.Concurrent;
using Amqp;
using Microsoft.Extensions.Logging;

namespace OnCall.Adapters.ServiceBus;

/// <summary>One connection from its opening to its loss, with the tokens that are kept fresh on it.</summary>
sealed partial class OpenConnection : IAsyncDisposable
{
    readonly ServiceBusSettings _settings;
    readonly TimeProvider _clock;
    readonly ILogger _logger;
    readonly Connection _connection;
    readonly Session _session;
    readonly CbsLinks _cbs;
    readonly ConcurrentDictionary<string, ITimer> _renewals = new(StringComparer.Ordinal);
    volatile bool _isOver;

    OpenConnection(
        ServiceBusSettings settings, TimeProvider clock, ILogger logger, Session session, CbsLinks cbs)
    {
        (_settings, _clock, _logger, _session, _cbs) = (settings, clock, logger, session, cbs);
        _connection = session.Connection;
        // The library's own flag lags behind by some milliseconds.
        _connection.AddClosedCallback((_, error) => End(error?.ToString()));
        _session.AddClosedCallback((_, error) => End(error?.ToString()));
    }

    public bool IsOpen => !_isOver;

    public bool Owns(Link link) => ReferenceEquals(link.Session.Connection, _connection);

    public static async Task<OpenConnection> OpenAsync(
        ServiceBusSettings settings, TimeProvider clock, ILogger logger)
    {
        Connection? connection = null;
        try
        {
            connection = await Connecting.ConnectAsync(settings);
            var session = new Session(connection);
            return new(settings, clock, logger, session, await CbsLinks.OpenAsync(session));
        }
        catch (Exception exception)
        {
            connection?.Close(TimeSpan.Zero, null);
            throw ServiceBusException.From($"Connecting to {settings.Host}:{settings.Port}", exception);
        }
    }

    public async Task<SenderLink> AttachSenderAsync(string queue)
    {
        await AuthorizeAsync(queue);
        return await LinkAttaching.AttachSenderAsync(_session, queue);
    }

    public async Task<ReceiverLink> AttachReceiverAsync(string queue)
    {
        await AuthorizeAsync(queue);
        return await LinkAttaching.AttachReceiverAsync(_session, queue);
    }

    public async ValueTask DisposeAsync()
    {
        End(reason: null);
        try
        {
            await _connection.CloseAsync(ServiceBusLimits.CloseWithin, null);
        }
        catch (Exception exception) when (exception is AmqpException or TimeoutException or IOException)
        {
            // It was lost already, which is what we wanted.
        }
    }

    async Task AuthorizeAsync(string queue)
    {
        using var limit = new CancellationTokenSource(ServiceBusLimits.TokenWithin);
        var audience = _settings.AudienceOf(queue);
        var token = await _settings.Credential.GetTokenAsync(audience, _clock.GetUtcNow(), limit.Token);
        await _cbs.PutAsync(audience, token);
        RenewIn(token.RenewIn(_clock.GetUtcNow()), queue);
    }

    void RenewIn(TimeSpan wait, string queue)
    {
        var timer = _renewals.GetOrAdd(queue, static (queue, open) => open._clock.CreateTimer(
            _ => _ = open.RenewAsync(queue), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), this);
        if (_isOver)
            timer.Dispose();
        else
            timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    async Task RenewAsync(string queue)
    {
        try
        {
            await AuthorizeAsync(queue);
        }
        catch (Exception exception)
        {
            // Whoever uses the links next builds a new connection, and hears why if that fails too.
            LogNotRenewed(exception, queue);
            await DisposeAsync();
        }
    }

    void End(string? reason)
    {
        if (_isOver)
            return;
        _isOver = true;
        foreach (var renewal in _renewals.Values)
            renewal.Dispose();
        if (reason is not null)
            LogLost(_settings.Host, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to the bus {Host} was lost: {Reason}")]
    partial void LogLost(string host, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The token for {Queue} was not renewed; the connection ends")]
    partial void LogNotRenewed(Exception exception, string queue);
}
