using System.Collections.Concurrent;
using Amqp;
using OnCall.Adapters.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

/// <summary>The journal is written anew while the bus runs, and nothing is lost on the way, whenever it dies.</summary>
public sealed class JournalCompactionTests : IAsyncDisposable
{
    const int SmallBytes = 1024 * 1024;
    const int Scheduled = 30;
    const int Active = 20;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oncall-compaction-");
    readonly LocalBus _bus;

    public JournalCompactionTests() => _bus = new(JournalFile);

    /// <summary>Where a compaction was when the bus died, and so which files there are.</summary>
    public enum Point
    {
        BeforeIt,
        NewFileCreated,
        NewFileCutOff,
        NewFileWhole,
        Renamed,
        NextLineCutOff,
    }

    string JournalFile => Path.Combine(_folder.FullName, "servicebus.journal");

    string NewFile => JournalFile + ".new";

    [Fact]
    public async Task Twenty_thousand_messages_that_came_and_went_leave_a_small_file()
    {
        await using var inbox = _bus.Receive(credit: 200);
        for (var sent = 0; sent < 20_000; sent += 1_000)
            await SendAsync(sent + 1, 1_000);
        await LocalBus.UntilAsync(() => inbox.Waiting == 20_000 && _bus.Broker.UnderWay == 0);

        Assert.InRange(new FileInfo(JournalFile).Length, 0, SmallBytes);
    }

    [Fact]
    public async Task Twenty_thousand_messages_that_gathered_first_leave_a_small_file_too()
    {
        for (var sent = 0; sent < 20_000; sent += 1_000)
            await SendAsync(sent + 1, 1_000);
        Assert.True(new FileInfo(JournalFile).Length > SmallBytes);

        await using var inbox = _bus.Receive(credit: 200);
        await LocalBus.UntilAsync(() => inbox.Waiting == 20_000 && _bus.Broker.UnderWay == 0);

        await LocalBus.UntilAsync(() => new FileInfo(JournalFile).Length < SmallBytes);
    }

    /// <summary>A file in which everything still counts would only be written again.</summary>
    [Fact]
    public async Task What_is_alive_is_not_written_again_and_again()
    {
        await SendAsync(1, 5_000, LocalBus.Start.AddHours(1));
        var before = File.ReadLines(JournalFile).First();

        await SendAsync(5_001, 1_000, LocalBus.Start.AddHours(1));

        Assert.Equal(6_000, _bus.Held.Scheduled.Count);
        // The first line says how many numbers were given when the file was written.
        Assert.Equal(before, File.ReadLines(JournalFile).First());
        Assert.False(File.Exists(NewFile));
    }

    [Theory]
    [InlineData(Point.BeforeIt)]
    [InlineData(Point.NewFileCreated)]
    [InlineData(Point.NewFileCutOff)]
    [InlineData(Point.NewFileWhole)]
    [InlineData(Point.Renamed)]
    [InlineData(Point.NextLineCutOff)]
    public async Task A_crash_at_any_point_of_it_loses_no_message(Point point)
    {
        await using (var inbox = _bus.Receive())
        {
            await SendAsync(1, 100);
            await LocalBus.UntilAsync(() => inbox.Waiting == 100 && _bus.Broker.UnderWay == 0);
        }

        await SendAsync(101, Scheduled, LocalBus.Start.AddHours(1));
        await SendAsync(201, Active);
        var numbers = Numbers();
        await _bus.StopBrokerAsync();
        var old = await File.ReadAllBytesAsync(JournalFile, LocalBus.Cancellation);
        // A start writes it anew, as a compaction does.
        _bus.StartBrokerAgain();
        await _bus.StopBrokerAsync();
        var compacted = await File.ReadAllBytesAsync(JournalFile, LocalBus.Cancellation);
        Assert.True(compacted.Length < old.Length / 2);

        await LeaveAsync(point, old, compacted);
        _bus.StartBrokerAgain();

        Assert.Equal((Scheduled, Active), (_bus.Held.Scheduled.Count, _bus.Held.Active.Count));
        Assert.Equal(numbers, Numbers());
        Assert.False(File.Exists(NewFile));
    }

    /// <summary>A broker that dies under load, with compactions under way, and comes back from what it left.</summary>
    [Fact]
    public async Task Whatever_was_taken_before_a_crash_is_there_after_it()
    {
        var random = new Random(1);
        var taken = new ConcurrentBag<long>();
        await using var inbox = _bus.Receive(credit: 50);
        for (var crash = 1; crash <= 5; crash++)
        {
            // Something lives through all of it, and much more comes and goes.
            await SendAsync(crash * 100_000, 200, LocalBus.Start.AddHours(1));
            var load = Enumerable.Range(0, 8)
                .Select(sender => LoadAsync((crash * 100_000) + ((sender + 1) * 1_000), taken)).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 400)), TimeProvider.System, LocalBus.Cancellation);
            await _bus.Broker.CrashAsync();
            _bus.Broker.StartAgain();
            await Task.WhenAll(load);

            Assert.Equal(200 * crash, _bus.Held.Scheduled.Count);
        }

        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
        Assert.Empty(_bus.Held.DeadLettered);
        var arrived = new HashSet<long>();
        while (inbox.Waiting > 0)
            arrived.Add(await inbox.NextVersionAsync());
        Assert.Empty(taken.Except(arrived));
    }

    [Fact]
    public async Task A_message_that_was_locked_when_the_broker_died_comes_back_with_the_tries_it_had()
    {
        await _bus.SendAsync(1);
        var link = await _bus.Connection.AttachReceiverAsync(LocalBus.Queue, LocalBus.Cancellation);
        link.SetCredit(2, CreditMode.Manual);
        link.Modify(await link.ReceiveAsync(LocalBus.IoLimit), deliveryFailed: true);
        Assert.Equal(1u, (await link.ReceiveAsync(LocalBus.IoLimit)).Header.DeliveryCount);

        await _bus.Broker.CrashAsync();
        _bus.Broker.StartAgain();

        // At once, not when the lock would have run out; and a broker's death is not the message's failure.
        await using var inbox = _bus.Receive();
        Assert.Equal(2, (await inbox.NextAsync()).DeliveryCount);
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    async Task LoadAsync(int version, ConcurrentBag<long> taken)
    {
        for (var sent = 0; sent < 500; sent++)
        {
            try
            {
                await _bus.SendAsync(version + sent);
                taken.Add(version + sent);
            }
            catch (ServiceBusException)
            {
                // The bus is away, and nobody was told that it has it.
            }
        }
    }

    Task SendAsync(int version, int count, DateTimeOffset? due = null) =>
        Task.WhenAll(Enumerable.Range(version, count).Select(one => _bus.SendAsync(one, due)));

    List<long> Numbers() =>
        [.. _bus.Held.Scheduled.Concat(_bus.Held.Active).Select(message => message.SequenceNumber)];

    async Task LeaveAsync(Point point, byte[] old, byte[] compacted)
    {
        var journal = point switch
        {
            Point.Renamed => compacted,
            Point.NextLineCutOff => (byte[])[.. compacted, .. compacted[..100]],
            _ => old,
        };
        var beside = point switch
        {
            Point.NewFileCreated => [],
            Point.NewFileCutOff => compacted[..(compacted.Length / 2)],
            Point.NewFileWhole => compacted,
            _ => null,
        };
        await File.WriteAllBytesAsync(JournalFile, journal, LocalBus.Cancellation);
        if (beside is not null)
            await File.WriteAllBytesAsync(NewFile, beside, LocalBus.Cancellation);
    }
}
