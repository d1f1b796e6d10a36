using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Engine.Rotation;
using OnCall.Engine.Streams;
using OnCall.LocalHost.InMemory;

namespace OnCall.Engine.Tests.Rotation;

public sealed class StoredOverridesTests : IDisposable
{
    readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture));
    readonly FaultyStore _store = new(new MemoryStreamStore());
    readonly RecentSnapshots _recent = new();
    readonly StoredOverrides _here;
    readonly StoredOverrides _elsewhere;

    public StoredOverridesTests() => (_here, _elsewhere) = (Instance(_recent), Instance(new RecentSnapshots()));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_an_override_was_stored_it_counts_at_once()
    {
        await _here.KeepFreshAsync(Cancellation);
        Assert.IsType<Step.Taken>(await AddAsync(_here, "cyd"));
        Assert.Equal("cyd", Assert.Single(_here.Current).Person.Value);
    }

    [Fact]
    public async Task Everywhere_else_it_counts_five_seconds_later_at_the_latest()
    {
        await _elsewhere.KeepFreshAsync(Cancellation);
        await AddAsync(_here, "cyd");

        _clock.Advance(StoredOverrides.MaxAge - TimeSpan.FromMilliseconds(1));
        await _elsewhere.KeepFreshAsync(Cancellation);
        Assert.Empty(_elsewhere.Current);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await _elsewhere.KeepFreshAsync(Cancellation);
        Assert.Equal("cyd", Assert.Single(_elsewhere.Current).Person.Value);
    }

    [Fact]
    public async Task A_hundred_decisions_at_once_cost_one_read()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _here.KeepFreshAsync(Cancellation).AsTask()));
        Assert.Equal(1, _store.Calls);
    }

    [Fact]
    public async Task While_storage_does_not_answer_what_was_known_last_counts()
    {
        await AddAsync(_here, "cyd");
        _store.ReadFault = () => new IOException("away");
        _clock.Advance(TimeSpan.FromHours(1));

        await _here.KeepFreshAsync(Cancellation);
        Assert.Single(_here.Current);
        Assert.Equal(_clock.GetUtcNow() - TimeSpan.FromHours(1), _here.ReadAt);
    }

    [Fact]
    public async Task While_storage_does_not_answer_it_is_asked_every_five_seconds_and_not_before_each_decision()
    {
        _store.ReadFault = () => new IOException("away");
        for (var decision = 0; decision < 10; decision++)
            await _here.KeepFreshAsync(Cancellation);
        Assert.Equal(1, _store.Calls);

        _store.ReadFault = null;
        _clock.Advance(StoredOverrides.MaxAge);
        await _here.KeepFreshAsync(Cancellation);
        Assert.Equal(_clock.GetUtcNow(), _here.ReadAt);
    }

    [Fact]
    public void Before_they_were_ever_read_the_rotation_alone_counts()
    {
        Assert.Empty(_here.Current);
        Assert.Null(_here.ReadAt);
    }

    [Fact]
    public async Task What_is_refused_changes_nothing_and_says_why()
    {
        var refused = Assert.IsType<Step.Rejected>(await AddAsync(_here, "zed"));
        Assert.Equal("person-unknown", Assert.Single(refused.Refusals).Name);
        Assert.Equal(0, (await _here.ReadAsync(Cancellation)).LastNumber);
    }

    [Fact]
    public async Task Two_who_set_overrides_at_once_get_two_numbers()
    {
        _store.BeforeCommit = () => AddAsync(_elsewhere, "lea", OnCallRole.Secondary);
        await AddAsync(_here, "cyd");
        Assert.Equal([("lea", 1), ("cyd", 2)], _here.Current.Select(one => (one.Person.Value, one.Number)));
    }

    public void Dispose()
    {
        _here.Dispose();
        _elsewhere.Dispose();
        _recent.Dispose();
    }

    Task<Step> AddAsync(StoredOverrides overrides, string person, OnCallRole role = OnCallRole.Primary)
    {
        var now = _clock.GetUtcNow();
        return overrides.HandleAsync(
            new RotationCommand.AddOverride(
                new Stretch(role, new PersonId(person), now, now.AddHours(8)), "dentist", Actor.Service, now),
            Cancellation);
    }

    StoredOverrides Instance(RecentSnapshots recent)
    {
        var policy = ((PolicyReading.Valid)PolicyReader.Read(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy;
        var codec = new StreamCodec<OverrideBook, RotationEvent>(RotationJson.Default.OverrideBook, RotationJson.Default.RotationEvent);
        var runner = new ProcessRunner<OverrideBook, RotationCommand, RotationEvent>(
            new RotationDecider(policy, new RotationCalendar(policy.Rotation, new OnCallZone(policy.Zone))), codec, _store, recent,
            new HandedOnBus(), _clock, NullLogger<ProcessRunner<OverrideBook, RotationCommand, RotationEvent>>.Instance);
        return new StoredOverrides(runner, codec, _store, _clock, NullLogger<StoredOverrides>.Instance);
    }
}
