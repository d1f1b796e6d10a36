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
    static readonly Effect Declaration = new Effect.DeclareIncident(
        new Page(new IncidentId("P1"), "API 5xx", null, null, Now), new Responder(EscalationRole.Primary, 1, Ben), null, "unknown", Now);

    static int _lastProcess;

    // A process of its own for each test: the stores are shared.
    readonly ProcessId _process = new($"incident-{Environment.ProcessId}-{Interlocked.Increment(ref _lastProcess)}");

    protected abstract ValueTask<IStreamStore> OpenAsync();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_was_never_stored_has_no_head()
    {
        var store = await OpenAsync();

        Assert.Null(await store.ReadAsync(_process, Cancellation));
        Assert.Empty(await store.ReadEffectsAsync(_process, Cancellation));
        Assert.Empty(await store.ReadEventsAsync(_process, Cancellation));
    }

    [Fact]
    public async Task A_step_is_read_back_as_it_was_committed()
    {
        var store = await OpenAsync();
        var commit = Step(null, 1);

        var committed = Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(commit, Cancellation));

        var found = (await store.ReadAsync(_process, Cancellation))!;
        Assert.NotEmpty(found.Head.ETag);
        Assert.Equal(commit.After with { ETag = found.Head.ETag }, found.Head);
        Assert.Equal(commit.Events, await store.ReadEventsAsync(_process, Cancellation));
        Assert.Equal(commit.Effects, found.Open);
        Assert.Equal(commit.Effects, await store.ReadEffectsAsync(_process, Cancellation));
        // Whoever committed knows as much as whoever reads.
        Assert.Equal(found.Head, committed.After.Head);
        Assert.Equal(found.Open, committed.After.Open);
    }

    [Fact]
    public async Task A_step_without_events_and_effects_changes_the_head_alone()
    {
        var store = await OpenAsync();
        var first = Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(Step(null, 1), Cancellation)).After;
        var after = first.Head with { Version = 2, State = """{"type":"another"}""" };

        var second = Assert.IsType<CommitOutcome.Committed>(
            await store.CommitAsync(new Commit(first, after, [], [], [], Now), Cancellation)).After;

        var found = (await store.ReadAsync(_process, Cancellation))!;
        Assert.Equal(after with { ETag = found.Head.ETag }, found.Head);
        Assert.Equal(found.Head, second.Head);
        Assert.Equal(first.Open, found.Open);
        Assert.Single(await store.ReadEventsAsync(_process, Cancellation));
        Assert.IsType<CommitOutcome.Conflict>(await store.CommitAsync(new Commit(first, after, [], [], [], Now), Cancellation));
    }

    [Fact]
    public async Task Events_and_effects_stay_in_their_order()
    {
        var store = await OpenAsync();
        Snapshot? before = null;
        for (var version = 1; version <= 12; version++)
        {
            await store.CommitAsync(Step(before, version), Cancellation);
            before = await store.ReadAsync(_process, Cancellation);
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

        Assert.IsType<CommitOutcome.Conflict>(await store.CommitAsync(Step(null, 1, "second"), Cancellation));
    }

    [Fact]
    public async Task A_step_on_an_old_head_is_a_conflict_and_leaves_nothing_behind()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1, "first"), Cancellation);
        var old = await store.ReadAsync(_process, Cancellation);
        await store.CommitAsync(Step(old, 2, "second"), Cancellation);

        Assert.IsType<CommitOutcome.Conflict>(await store.CommitAsync(Step(old, 2, "third"), Cancellation));

        Assert.Equal(2, (await store.ReadEventsAsync(_process, Cancellation)).Count);
        Assert.True(await store.RememberAsync(_process, [new InputId("third")], Reason.Over, Now, Cancellation));
    }

    [Fact]
    public async Task A_known_input_is_refused_with_its_whole_step()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1, "webhook", "event"), Cancellation);
        var before = (await store.ReadAsync(_process, Cancellation))!;

        Assert.IsType<CommitOutcome.KnownInput>(await store.CommitAsync(Step(before, 2, "another", "event"), Cancellation));

        Assert.Equal(before.Head, (await store.ReadAsync(_process, Cancellation))!.Head);
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
        var known = (await store.ReadAsync(_process, Cancellation))!;

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => store.UpdateEffectsAsync(
            known, [.. known.Open.Select(effect => effect with { Attempts = 1, Answer = $"worker {worker}" })], Cancellation)));

        var claimed = Assert.Single(claims, claim => claim is not null)!;
        var now = (await store.ReadAsync(_process, Cancellation))!;
        Assert.Equal(claimed.Head, now.Head);
        Assert.Equal(claimed.Open, now.Open);
    }

    [Fact]
    public async Task An_effect_keeps_what_became_of_it()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1), Cancellation);
        var known = (await store.ReadAsync(_process, Cancellation))!;
        var done = known.Open[0] with
        {
            Status = EffectStatus.Done,
            Attempts = 3,
            NotBefore = Now.AddMinutes(1),
            LeasedUntil = Now.AddMinutes(2),
            Answer = "ok",
            Receipt = "C0LIVE/1736153000.000100",
        };
        var tried = known.Open[1] with { Attempts = 2, NotBefore = Now.AddMinutes(3), LeasedUntil = Now, Answer = "503" };

        var updated = (await store.UpdateEffectsAsync(known, [done, tried], Cancellation))!;

        Assert.NotEqual(known.Head.ETag, updated.Head.ETag);
        Assert.Equal([tried], (await store.ReadAsync(_process, Cancellation))!.Open);
        Assert.Equal([done, tried], await store.ReadEffectsAsync(_process, Cancellation));
    }

    [Fact]
    public async Task The_thread_that_a_message_opened_is_known_from_then_on()
    {
        var store = await OpenAsync();
        var declare = EffectRow.New(new EffectId(_process, 1, 0), Declaration, Now);
        await store.CommitAsync(Step(null, 1) with { Effects = [declare] }, Cancellation);
        var known = (await store.ReadAsync(_process, Cancellation))!;

        await store.UpdateEffectsAsync(
            known, [declare with { Status = EffectStatus.Done, Receipt = "C0LIVE/1" }], Cancellation);
        await store.CommitAsync(Step(await store.ReadAsync(_process, Cancellation), 2), Cancellation);

        Assert.Equal("C0LIVE/1", (await store.ReadAsync(_process, Cancellation))!.Thread);
    }

    [Fact]
    public async Task Whoever_knows_a_process_of_before_writes_nothing()
    {
        var store = await OpenAsync();
        await store.CommitAsync(Step(null, 1), Cancellation);
        var known = (await store.ReadAsync(_process, Cancellation))!;
        List<EffectRow> done = [.. known.Open.Select(effect => effect with { Status = EffectStatus.Done })];

        Assert.NotNull(await store.UpdateEffectsAsync(known, done, Cancellation));

        Assert.Null(await store.UpdateEffectsAsync(known, done, Cancellation));
        Assert.IsType<CommitOutcome.Conflict>(await store.CommitAsync(Step(known, 2), Cancellation));
    }

    [Fact]
    public async Task A_process_with_5000_events_goes_on()
    {
        const int Steps = 100, EventsAStep = 50;
        var store = await OpenAsync();
        Snapshot? now = null;
        for (var version = 1; version <= Steps; version++)
        {
            var step = Step(now, version, $"webhook-{version}");
            var committed = Assert.IsType<CommitOutcome.Committed>(await store.CommitAsync(
                step with { Events = [.. Enumerable.Range(0, EventsAStep).Select(i => step.Events[0] with { Index = i })] }, Cancellation));
            now = await store.UpdateEffectsAsync(
                committed.After,
                [.. committed.After.Open.Select(effect => effect with { Status = EffectStatus.Done })], Cancellation);
        }

        var found = (await store.ReadAsync(_process, Cancellation))!;
        Assert.Equal((Steps, 0), (found.Head.Version, found.Open.Count));
        Assert.Equal(Steps * EventsAStep, (await store.ReadEventsAsync(_process, Cancellation)).Count);
        Assert.Equal(Steps * 2, (await store.ReadEffectsAsync(_process, Cancellation)).Count);
        Assert.IsType<CommitOutcome.KnownInput>(await store.CommitAsync(Step(now, Steps + 1, "webhook-1"), Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32 * 1024)]
    [InlineData((32 * 1024) + 1)]
    [InlineData(300_000)]
    public async Task A_long_state_is_read_back_as_it_was_written(int length)
    {
        var store = await OpenAsync();
        // With characters of two halves, of which none may be torn apart.
        var text = string.Concat(Enumerable.Repeat("a😀", (length / 3) + 1))[..length].TrimEnd('\ud83d');
        var step = Step(null, 1);

        await store.CommitAsync(step with { After = step.After with { State = text } }, Cancellation);

        Assert.Equal(text, (await store.ReadAsync(_process, Cancellation))!.Head.State);
    }

    [Fact]
    public async Task Of_sixteen_writers_at_once_one_takes_the_step()
    {
        var store = await OpenAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
            store.CommitAsync(Step(null, 1, $"webhook-{writer}"), Cancellation)));

        Assert.Single(outcomes, outcome => outcome is CommitOutcome.Committed);
        Assert.Equal(15, outcomes.Count(outcome => outcome is CommitOutcome.Conflict));
    }

    [Fact]
    public async Task The_index_of_open_processes_has_each_once_until_it_is_taken_out()
    {
        var store = await OpenAsync();
        await store.ListAsOpenAsync(_process, Now, Cancellation);
        await store.ListAsOpenAsync(_process, Now, Cancellation);

        var listed = Assert.Single(await OpenOnesAsync(store));
        Assert.Equal(Now, listed.ListedAt);

        await store.UnlistAsync(listed, Cancellation);
        await store.UnlistAsync(listed, Cancellation);
        Assert.Empty(await OpenOnesAsync(store));
    }

    [Fact]
    public async Task A_process_that_was_listed_again_stays_in_the_index()
    {
        var store = await OpenAsync();
        await store.ListAsOpenAsync(_process, Now, Cancellation);
        var before = Assert.Single(await OpenOnesAsync(store));
        await store.ListAsOpenAsync(_process, Now.AddSeconds(1), Cancellation);

        await store.UnlistAsync(before, Cancellation);

        Assert.Equal(Now.AddSeconds(1), Assert.Single(await OpenOnesAsync(store)).ListedAt);
    }

    async Task<List<OpenProcess>> OpenOnesAsync(IStreamStore store) => await store.OpenProcessesAsync(Cancellation)
        .Where(listed => listed.Process == _process).ToListAsync(Cancellation);

    Commit Step(Snapshot? before, long version, params string[] inputs) => new(
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
