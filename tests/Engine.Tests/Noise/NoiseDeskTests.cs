using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Tests.Noise;

public sealed class NoiseDeskTests : IDisposable
{
    readonly NoiseRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Told_twice_it_is_counted_once_also_when_business_has_opened_in_between()
    {
        Assert.Equal(_room.Opening, await _room.ReportAsync("event-1"));
        Assert.Equal(_room.Opening, await _room.ReportAsync("event-1"));
        await _room.GoToAsync(_room.Opening);
        await _room.ReportAsync("event-1");

        Assert.Equal((1, 1), ((await _room.BookAsync()).Reported, _room.Told));
        Assert.Equal(["TellDigest"], _room.Slack.Effects);
    }

    [Fact]
    public async Task Whoever_reports_is_told_when_it_is_said()
    {
        await _room.GoToAsync(_room.Opening);
        Assert.Equal(_room.Opening, await _room.ReportAsync("event-1"));
        await _room.GoToAsync(_room.Opening.AddMinutes(5));
        Assert.Equal(_room.Opening.AddMinutes(15), await _room.ReportAsync("event-2"));
        Assert.Equal(_room.Opening.AddMinutes(5), await _room.ReportAsync("event-3", "search-slow"));
    }

    [Fact]
    public async Task A_storm_of_reports_is_counted_to_the_last_one()
    {
        const int Reports = 500;
        // Each comes twice, to two workers.
        await Task.WhenAll(Enumerable.Range(0, Reports).SelectMany(i => new[] { _room.Desk, _room.Another }.Select(desk => Task.Run(
            () => desk.ReportAsync(_room.Report($"rule-{i % 7}"), new InputId($"event-{i}"), NoiseRoom.Cancellation), NoiseRoom.Cancellation))));

        Assert.Equal(Reports, (await _room.BookAsync()).Reported);
        await _room.GoToAsync(_room.Opening);
        Assert.Equal((Reports, 1), (_room.Told, _room.Slack.Told.Count));
    }

    [Fact]
    public async Task Many_that_come_at_once_are_taken_in_a_few_steps()
    {
        var first = new TaskCompletionSource();
        _room.Store.BeforeCommit = () => first.Task;
        var reports = Enumerable.Range(0, 80).Select(i => _room.ReportAsync($"event-{i}")).ToList();
        first.SetResult();
        await Task.WhenAll(reports);

        var process = (await _room.Memory.ReadAsync(new ProcessId("digest-team"), NoiseRoom.Cancellation))!;
        Assert.Equal((80, true), ((await _room.BookAsync()).Reported, process.Head.Version <= 4));
    }

    [Fact]
    public async Task One_that_is_known_does_not_keep_others_from_being_counted()
    {
        await _room.ReportAsync("event-1");
        var first = new TaskCompletionSource();
        _room.Store.BeforeCommit = () => first.Task;
        string[] inputs = ["event-2", "event-3", "event-1", "event-4", "event-4"];
        var reports = inputs.Select(input => _room.ReportAsync(input)).ToList();
        first.SetResult();

        Assert.All(await Task.WhenAll(reports), saidAt => Assert.Equal(_room.Opening, saidAt));
        Assert.Equal(4, (await _room.BookAsync()).Reported);
    }

    [Fact]
    public async Task While_storage_is_away_nothing_is_promised_and_everybody_is_told_so()
    {
        _room.Store.ReadFault = () => new IOException("away");
        await Assert.ThrowsAsync<IOException>(() => Task.WhenAll(_room.ReportAsync("event-1"), _room.ReportAsync("event-2")));

        _room.Store.ReadFault = null;
        await Task.WhenAll(_room.ReportAsync("event-1"), _room.ReportAsync("event-2"));
        Assert.Equal(2, (await _room.BookAsync()).Reported);
    }

    [Fact]
    public async Task What_a_process_of_ours_reports_is_delivered_again_until_it_is_stored_and_counted_once()
    {
        var letter = new Letter(
            new EffectId(new ProcessId("detector-gateways"), 3, 1), new Effect.ReportNoise(_room.Report()), 1, null, _room.Now);
        _room.Store.ReadFault = () => new IOException("away");
        Assert.Equal(
            new Delivery.RetryLater("The noise could not be stored: away"), await _room.Desk.PerformAsync(letter, NoiseRoom.Cancellation));

        _room.Store.ReadFault = null;
        var done = Assert.IsType<Delivery.Done>(await _room.Desk.PerformAsync(letter, NoiseRoom.Cancellation));
        Assert.Equal("It is said at 2026-01-07 08:00 UTC.", done.Answer);
        // Whoever delivered it died before it was written down.
        await _room.Another.PerformAsync(letter with { Attempt = 3 }, NoiseRoom.Cancellation);
        Assert.Equal(1, (await _room.BookAsync()).Reported);
    }

    [Fact]
    public async Task What_is_silenced_waits_for_the_next_digest_and_says_so()
    {
        await _room.GoToAsync(_room.Opening);
        var by = Actor.Of(new Person(new PersonId("ada"), "Ada", "U0ADA", "PADA001", "ada@novalien.com"));
        await _room.Silences.HandleAsync(
            new SilenceCommand.Add(SilenceKind.Silence, "Gateway-Offline", "firmware", _room.Now.AddHours(2), by, _room.Now), NoiseRoom.Cancellation);
        await _room.Silences.HandleAsync(
            new SilenceCommand.Add(SilenceKind.Noisy, "search-slow", "index", null, by, _room.Now), NoiseRoom.Cancellation);

        Assert.Equal(_room.Opening.AddDays(1), await _room.ReportAsync("event-1"));
        Assert.Equal(_room.Now, await _room.ReportAsync("event-2", "search-slow")); // only known to be noisy
        Assert.Equal(_room.Opening.AddHours(2), Assert.Single((await _room.BookAsync()).Waiting).SilencedUntil);

        await _room.GoToAsync(_room.Opening.AddHours(2));
        Assert.Equal(_room.Now, await _room.ReportAsync("event-3")); // the silence is over
        await _room.GoToAsync(_room.Opening.AddDays(1));
        Assert.Equal(
            ["TellNoise", "TellNoise", "TellDigest"],
            _room.Slack.Told.Select(letter => letter.Effect).OfType<Effect.ToNoiseChannel>().Select(effect => effect.GetType().Name));
        Assert.Equal(3, _room.Told);
    }

    [Fact]
    public async Task What_Slack_refuses_for_good_waits_for_the_next_opening_and_is_said_then()
    {
        await _room.ReportAsync("event-1");
        _room.Slack.Answer(new Delivery.GiveUp("Slack refused: is_archived."));
        await _room.GoToAsync(_room.Opening);
        Assert.Equal(["TellDigest", "TellNotice"], _room.Slack.Effects);
        Assert.Equal(_room.Opening.AddDays(1), Assert.Single((await _room.BookAsync()).Waiting).Until);

        await _room.GoToAsync(_room.Opening.AddDays(1));
        Assert.Equal(["TellDigest", "TellNotice", "TellDigest"], _room.Slack.Effects);
        Assert.Equal((1, 0), ((await _room.BookAsync()).Said, (await _room.BookAsync()).Waiting.Count));
    }
}
