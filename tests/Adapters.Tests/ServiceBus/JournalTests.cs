using System.Globalization;
using Amqp;
using Microsoft.Extensions.Logging.Abstractions;
using OnCall.LocalHost;
using OnCall.LocalHost.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

/// <summary>What the bus holds outlives it, in a real file.</summary>
public sealed class JournalTests : IAsyncDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oncall-journal-");
    readonly LocalBus _bus;

    public JournalTests() => _bus = new(JournalFile);

    string JournalFile => Path.Combine(_folder.FullName, "data", "servicebus.journal");

    [Fact]
    public async Task A_restart_loses_no_scheduled_message()
    {
        for (var version = 1; version <= 20; version++)
            await _bus.SendAsync(version, LocalBus.Start.AddMinutes(version));

        await RestartAsync();

        Assert.Equal(20, _bus.Held.Scheduled.Count);
        await using var inbox = _bus.Receive();
        for (var version = 1; version <= 20; version++)
        {
            _bus.Clock.MoveTo(LocalBus.Start.AddMinutes(version));
            Assert.Equal(version, await inbox.NextVersionAsync());
            // Settled, before the next jump takes the lock away.
            await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
        }
    }

    /// <summary>The file as a crash would leave it at the moment of the answer.</summary>
    [Fact]
    public async Task What_was_answered_is_in_the_file_already()
    {
        await Task.WhenAll(Enumerable.Range(1, 50).Select(version => _bus.SendAsync(version)));
        var (link, message) = await ReceiveOneAsync();
        link.Accept(message);
        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 49);

        var copy = JournalFile + ".copy";
        File.Copy(JournalFile, copy);

        await using var again = EmbeddedServiceBus.Start(
            new([new(LocalBus.Queue)]) { JournalFile = copy }, _bus.Clock, NullLogger<EmbeddedServiceBus>.Instance);
        Assert.Equal(49, again.Queue(LocalBus.Queue).Active.Count);
    }

    /// <summary>One write for all that wait: many senders at once cost less than one line each.</summary>
    [Fact]
    public async Task Many_senders_share_a_write()
    {
        var batch = Enumerable.Range(1, 500).Select(version => _bus.SendAsync(version)).ToList();
        await Task.WhenAll(batch);

        var lines = await File.ReadAllLinesAsync(JournalFile, LocalBus.Cancellation);

        Assert.InRange(lines.Length, 1, 250);
        Assert.Equal(500, _bus.Held.Active.Count);
    }

    [Fact]
    public async Task What_came_due_while_the_bus_was_away_comes_when_it_is_back()
    {
        await _bus.SendAsync(1, LocalBus.Start.AddMinutes(1));
        await _bus.StopBrokerAsync();
        _bus.Clock.MoveTo(LocalBus.Start.AddHours(1));

        _bus.StartBrokerAgain();

        await using var inbox = _bus.Receive();
        Assert.Equal(LocalBus.Start.AddMinutes(1), (await inbox.NextAsync()).EnqueuedAt);
    }

    [Fact]
    public async Task What_was_locked_is_there_again_and_what_was_completed_is_not()
    {
        await using (var inbox = _bus.Receive())
        {
            await _bus.SendAsync(1);
            await inbox.NextAsync();
            await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
        }

        await _bus.SendAsync(2);
        await ReceiveOneAsync();

        await RestartAsync();

        await using var again = _bus.Receive();
        Assert.Equal(2, await again.NextVersionAsync());
        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
        Assert.Equal(0, again.Waiting);
    }

    [Fact]
    public async Task A_dead_letter_still_says_why()
    {
        await using (_bus.Receive(handleAsync: _ => Task.FromResult(false)))
        {
            await _bus.SendAsync(1);
            await LocalBus.UntilAsync(() => _bus.Held.DeadLettered.Count == 1);
        }

        await RestartAsync();

        var dead = Assert.Single(_bus.Held.DeadLettered);
        Assert.Equal("MaxDeliveryCountExceeded", dead.Added["DeadLetterReason"]);
        Assert.Equal(LocalBus.MaxDeliveryCount, dead.DeliveryCount);
        Assert.Empty(_bus.Held.Active);
    }

    [Fact]
    public async Task Numbers_are_never_given_twice()
    {
        await _bus.SendAsync(1);
        var (link, message) = await ReceiveOneAsync();
        link.Accept(message);
        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);

        // Twice, as the first start writes the file anew without the message.
        await RestartAsync();
        await RestartAsync();
        await _bus.SendAsync(2);

        Assert.Equal(2, Assert.Single(_bus.Held.Active).SequenceNumber);
    }

    [Theory]
    [InlineData(1)] // all but the line's end
    [InlineData(2)]
    [InlineData(100)]
    public async Task A_last_record_that_was_cut_off_costs_only_itself(int bytes)
    {
        await _bus.SendAsync(1);
        await _bus.SendAsync(2);
        await _bus.StopBrokerAsync();
        await using (var journal = File.OpenWrite(JournalFile))
            journal.SetLength(journal.Length - bytes);

        _bus.StartBrokerAgain();

        // Without the line's end the record is whole, and counts.
        Assert.Equal(bytes == 1 ? 2 : 1, _bus.Held.Active.Count);
        await _bus.SendAsync(3);
        await RestartAsync();
        Assert.Equal(bytes == 1 ? 3 : 2, _bus.Held.Active.Count);
    }

    [Fact]
    public async Task A_damaged_record_in_the_middle_is_named()
    {
        await _bus.SendAsync(1);
        await _bus.StopBrokerAsync();
        var lines = await File.ReadAllLinesAsync(JournalFile, LocalBus.Cancellation);
        await File.WriteAllLinesAsync(JournalFile, ["nonsense", .. lines], LocalBus.Cancellation);

        var exception = Assert.Throws<LocalHostException>(_bus.StartBrokerAgain);

        Assert.Contains($"{JournalFile} is damaged in line 1.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_leaves_in_the_file_only_what_is_left_of_it()
    {
        await using (var inbox = _bus.Receive())
        {
            for (var version = 1; version <= 50; version++)
                await _bus.SendAsync(version);
            await LocalBus.UntilAsync(() => inbox.Waiting == 50 && _bus.Broker.UnderWay == 0);
        }

        await _bus.SendAsync(51, LocalBus.Start.AddHours(1));
        var before = new FileInfo(JournalFile).Length;

        await RestartAsync();

        Assert.InRange(new FileInfo(JournalFile).Length, 1, before / 10);
        Assert.Single(_bus.Held.Scheduled);
    }

    [Fact]
    public void Two_buses_cannot_share_a_journal()
    {
        var exception = Assert.Throws<LocalHostException>(() => EmbeddedServiceBus.Start(
            new([]) { JournalFile = JournalFile }, _bus.Clock, NullLogger<EmbeddedServiceBus>.Instance));

        Assert.Contains("in use by another program", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Files of older versions have to be read: what is in them is pinned.</summary>
    [Fact]
    public async Task A_record_is_a_line_of_JSON()
    {
        await _bus.SendAsync(1, LocalBus.Start.AddMinutes(1));
        var message = Assert.Single(_bus.Held.Scheduled);

        await _bus.StopBrokerAsync();

        var expected = string.Create(CultureInfo.InvariantCulture, $$"""
            [{"type":"kept","message":{"sequenceNumber":1,"messageId":"{{message.MessageId}}",
            "encoded":"{{Convert.ToBase64String(message.Encoded.Span)}}","enqueuedAt":"2026-03-30T08:00:00+00:00",
            "state":2,"scheduledFor":"2026-03-30T08:01:00+00:00","added":""},"queue":"wakeups"}]
            """).ReplaceLineEndings("");
        Assert.Equal(expected, (await File.ReadAllLinesAsync(JournalFile, LocalBus.Cancellation))[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    async Task RestartAsync()
    {
        await _bus.StopBrokerAsync();
        _bus.StartBrokerAgain();
    }

    async Task<(ReceiverLink Link, Message Message)> ReceiveOneAsync()
    {
        var link = await _bus.Connection.AttachReceiverAsync(LocalBus.Queue, LocalBus.Cancellation);
        link.SetCredit(1, CreditMode.Manual);
        return (link, await link.ReceiveAsync(LocalBus.IoLimit));
    }
}
