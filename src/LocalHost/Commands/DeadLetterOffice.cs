using Azure;
using Azure.Identity;
using OnCall.Adapters.ServiceBus;
using OnCall.Adapters.Tables;
using OnCall.Core.DeadLetters;
using OnCall.Core.Processes;
using OnCall.Engine.DeadLetters;
using OnCall.Engine.Streams;
using OnCall.Functions.Settings;
using OnCall.LocalHost.Site;

namespace OnCall.LocalHost.Commands;

/// <summary>The dead letters of a running app, looked at from outside: by its storage and its bus.</summary>
sealed class DeadLetterOffice : IAsyncDisposable
{
    readonly StreamTable _table;
    readonly ServiceBusConnection _connection;
    readonly ServiceBusWakeups _wakeups;
    readonly RecentSnapshots _recent = new();
    readonly DeadLetterBox _box;

    DeadLetterOffice(StorageSettings storage, ServiceBusSettings bus, ILoggerFactory loggers)
    {
        var clock = TimeProvider.System;
        _table = storage.Open();
        _connection = new ServiceBusConnection(bus, clock, loggers.CreateLogger<ServiceBusConnection>());
        _wakeups = new ServiceBusWakeups(_connection, clock);
        var store = new TableStreamStore(_table);
        var codec = new StreamCodec<DeadLetter, DeadLetterEvent>(
            DeadLetterStateJson.Default.DeadLetter, DeadLetterEventJson.Default.DeadLetterEvent);
        var letters = new ProcessRunner<DeadLetter, DeadLetterCommand, DeadLetterEvent>(
            new DeadLetterDecider(), codec, store, _recent, _wakeups, clock,
            loggers.CreateLogger<ProcessRunner<DeadLetter, DeadLetterCommand, DeadLetterEvent>>());
        _box = new DeadLetterBox(letters, codec, store, _wakeups, clock);
    }

    /// <exception cref="LocalHostException">The settings name no storage or bus that can be used.</exception>
    public static DeadLetterOffice Open(IReadOnlyDictionary<string, string> settings, ILoggerFactory loggers)
    {
        var configuration = new ConfigurationBuilder().AddAppSettings(settings).Build();
        var errors = new List<string>();
        var storage = StorageSettings.Read(configuration, errors);
        try
        {
            var bus = ServiceBusSettings.Read(
                configuration["ServiceBus"], configuration["ServiceBus:fullyQualifiedNamespace"], () => new DefaultAzureCredential());
            return errors.Count == 0
                ? new DeadLetterOffice(storage, bus, loggers)
                : throw new LocalHostException(string.Join('\n', errors));
        }
        catch (FormatException e)
        {
            throw new LocalHostException(e.Message);
        }
    }

    public Task<IReadOnlyList<WaitingLetter>> WaitingAsync(CancellationToken cancellation) => ReachingAsync<IReadOnlyList<WaitingLetter>>(
        async () => await _box.WaitingAsync(cancellation).OrderBy(letter => letter.At).ToListAsync(cancellation));

    public Task ReplayAsync(WaitingLetter letter, Actor by, CancellationToken cancellation) => ReachingAsync(async () =>
    {
        await _box.ReplayAsync(letter, by, cancellation);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await _wakeups.DisposeAsync();
        await _connection.DisposeAsync();
        _table.Dispose();
        _recent.Dispose();
    }

    // Azure's messages go on with all the headers of the answer.
    static string FirstLine(string message) => message.Split('\n')[0].Trim();

    static async Task<T> ReachingAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            throw new LocalHostException($"The storage cannot be reached, or refuses: {FirstLine(e.GetBaseException().Message)}");
        }
        catch (ServiceBusException e)
        {
            throw new LocalHostException($"The bus cannot be reached, or refuses: {e.Message}");
        }
    }
}
