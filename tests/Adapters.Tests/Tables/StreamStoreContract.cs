using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tests.Tables;

/// <summary>What every store of streams keeps: run on memory and on Azurite.</summary>
public abstract class StreamStoreContract
{
    static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-06T08:42:00.1234567Z", CultureInfo.InvariantCulture);
    static readonly Person Ben = new(new PersonId("ben"), "Ben", "U0BEN", "PBEN001", "ben@novalien.com");
    static int _lastProcess;

    // A process of its own for each test: the stores are shared.
    readonly ProcessId _process = new($"incident-{Environment.ProcessId}-{Interlocked.Increment(ref _lastProcess)}");

    protected abstract ValueTask<IStreamStore> OpenAsync();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_was_never_stored_has_no_head()
    {
        var store = await OpenAsync();

        Assert.Null(await store.ReadHeadAsync(_process, Cancellation));
        Assert.Empty(await store.ReadEffectsAsync(_process, Cancellation));
        Assert.Empty(await store.ReadEventsAsync(_process, Cancellation));
    }

    [Fact]
    public async Task A_step_is_read_back_as_it_was_committed()
    {
        var store = await OpenAsync();
        var commit = Step(null, 1);

        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, Cancellation));

        var head = (await store.ReadHeadAsync(_process, Cancellation))!;
        Assert.NotEmpty(head.ETag);
        Assert.Equal(commit.After with { ETag = head.ETag }, head);
        Assert.Equal(commit.Events, await store.ReadEventsAsync(_process, Cancellation));
        var effects = await store.ReadEffectsAsync(_process, Cancellation);
        Assert.Equal(commit.Effects, effects.Select(effect => effect with { ETag = "" }));
    }

    [Fact]
    public async Task Events_and_effects_stay_in_their_order()
    {
        var store = await OpenAsync();
        Head? head = null;
        for (var version = 1; version <= 12; version++)
        {
            await store.CommitAsync(Step(head, version), Cancellation);
            head = await store.ReadHeadAsync(_process, Cancellation);
        }

        Assert.Equal(Enumerable.Range(1, 12).Select(v => (long)v),
            (await store.ReadEventsAsync(_process, Cancellation)).Select(happened => happened.Version));
        Assert.Equal(Enumerable.Range(1, 12).SelectMany(v => new[] { ((long)v, 0), (v, 1) }),
            (await store.ReadEffectsAsync(_process, Cancellation)).Select(effect => (effect.Id.Version, effect.Id.Index)));
    }

    [Fact]
    public async Task A_second_beginning_is_a_conflict()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1, "first"), Cancellation);

        Assert.Equal(CommitOutcome.Conflict, await store.CommitAsync(Step(null, 1, "second"), Cancellation));
    }

    [Fact]
    public async Task A_step_on_an_old_head_is_a_conflict_and_leaves_nothing_behind()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1, "first"), Cancellation);
        var old = await store.ReadHeadAsync(_process, Cancellation);
        await store.CommitAsync(Step(old, 2, "second"), Cancellation);

        Assert.Equal(CommitOutcome.Conflict, await store.CommitAsync(Step(old, 2, "third"), Cancellation));

        Assert.Equal(2, (await store.ReadEventsAsync(_process, Cancellation)).Count);
        Assert.True(await store.RememberAsync(_process, [new InputId("third")], Reason.Over, Now, Cancellation));
    }

    [Fact]
    public async Task A_known_input_is_refused_with_its_whole_step()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1, "webhook", "event"), Cancellation);
        var head = await store.ReadHeadAsync(_process, Cancellation);

        Assert.Equal(CommitOutcome.KnownInput, await store.CommitAsync(Step(head, 2, "another", "event"), Cancellation));

        Assert.Equal(head, await store.ReadHeadAsync(_process, Cancellation));
        Assert.True(await store.RememberAsync(_process, [new InputId("another")], Reason.Over, Now, Cancellation));
    }

    [Fact]
    public async Task An_input_is_remembered_once_whatever_characters_it_has()
    {
        var store = await OpenAsync();
        var strange = new InputId("a/b\\c#d?e~f\u0007 é 😀" + new string('x', 2000));

        Assert.True(await store.RememberAsync(_process, [strange], Reason.Over, Now, Cancellation));
        Assert.False(await store.RememberAsync(_process, [strange], Reason.Over, Now, Cancellation));
        Assert.True(await store.RememberAsync(_process, [new InputId(strange + "y")], Reason.Over, Now, Cancellation));
    }

    [Fact]
    public async Task An_effect_is_claimed_by_one_only()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1), Cancellation);
        var effects = await store.ReadEffectsAsync(_process, Cancellation);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => store.UpdateEffectsAsync(
            [.. effects.Select(effect => effect with { Attempts = 1, Answer = $"worker {worker}" })], Cancellation)));

        var claimed = Assert.Single(claims, claim => claim is not null);
        Assert.Equal(claimed, await store.ReadEffectsAsync(_process, Cancellation));
    }

    [Fact]
    public async Task An_effect_keeps_what_became_of_it()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1), Cancellation);
        var open = (await store.ReadEffectsAsync(_process, Cancellation))[0];
        var done = open with
        {
            Status = EffectStatus.Done,
            Attempts = 3,
            NotBefore = Now.AddMinutes(1),
            LeasedUntil = Now.AddMinutes(2),
            Answer = "ok",
            Receipt = "C0LIVE/1736153000.000100",
        };

        var updated = Assert.Single((await store.UpdateEffectsAsync([done], Cancellation))!);

        Assert.NotEqual(open.ETag, updated.ETag);
        Assert.Equal(done with { ETag = updated.ETag }, (await store.ReadEffectsAsync(_process, Cancellation))[0]);
    }

    [Fact]
    public async Task Of_sixteen_writers_at_once_one_takes_the_step()
    {
        var store = await OpenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
            store.CommitAsync(Step(null, 1, $"webhook-{writer}"), Cancellation)));

        Assert.Single(outcomes, CommitOutcome.Committed);
        Assert.Equal(15, outcomes.Count(outcome => outcome == CommitOutcome.Conflict));
    }

    [Fact]
    public async Task The_index_of_open_processes_has_each_once_until_it_is_taken_out()
    {
        var store = await OpenAsync();
        await store.ListAsOpenAsync(_process, Now, Cancellation);
        await store.ListAsOpenAsync(_process, Now, Cancellation);

        Assert.Equal(Now, Assert.Single(await OpenOnesAsync(store)).ListedAt);

        await store.UnlistAsync(_process, Cancellation);
        await store.UnlistAsync(_process, Cancellation);
        Assert.Empty(await OpenOnesAsync(store));
    }

    async Task<List<OpenProcess>> OpenOnesAsync(IStreamStore store) => await store.OpenProcessesAsync(Cancellation)
        .Where(listed => listed.Process == _process).ToListAsync(Cancellation);

    Commit Step(Head? before, long version, params string[] inputs) => new(
        before,
        new Head(_process, version, """{"type":"none"}""", Now.AddMinutes(version), version > 5, ""),
        [new EventRow(version, 0, """{"type":"x"}""", new Explanation(Now, Actor.Clock, Rules.EscalationChain))],
        [
            EffectRow.New(new EffectId(_process, version, 0), new Effect.NotePage(new IncidentId("P1"), "why"), Now),
            EffectRow.New(new EffectId(_process, version, 1), new Effect.EscalatePage(new IncidentId("P1"), 2, Ben), Now),
        ],
        [.. inputs.Select(input => new InputId(input))],
        Now);
}
