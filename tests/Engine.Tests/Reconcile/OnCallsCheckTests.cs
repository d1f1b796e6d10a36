using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Tests.Notices;

namespace OnCall.Engine.Tests.Reconcile;

/// <summary>It is Tuesday: Ada is primary, Ben secondary, Lea lead and Tom CTO; Monday 09:00Z Ben becomes primary.</summary>
public class OnCallsCheckTests
{
    static readonly OnCallPolicy ThePolicy = ((PolicyReading.Valid)PolicyReader.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy;

    static readonly DateTimeOffset Handover = new(2026, 1, 12, 9, 0, 0, TimeSpan.Zero);
    readonly Desk _desk = new();

    [Fact]
    public async Task While_both_agree_nothing_is_said()
    {
        await CheckAsync("ada", "ben", "lea", "tom");
        Assert.Empty(await ToldAsync("oncall-level-1"));
    }

    [Fact]
    public async Task A_difference_is_said_once_with_what_to_do_and_again_when_it_comes_back()
    {
        await CheckAsync("cyd", "ben", "lea", "tom");
        await CheckAsync("cyd", "ben", "lea", "tom");
        var told = Assert.Single(await ToldAsync("oncall-level-1"));
        Assert.Equal("PagerDuty pages Cyd on level 1 (primary), where Ada stands here.", told.What);
        Assert.Equal("This file leads: make Ada (PADA001) the only one on level 1 in PagerDuty.", told.Advice);

        await CheckAsync("ada", "ben", "lea", "tom");
        await CheckAsync("cyd", "ben", "lea", "tom");
        Assert.Equal(2, (await ToldAsync("oncall-level-1")).Count);
    }

    [Fact]
    public async Task Levels_that_the_chain_does_not_have_are_said_together_and_settled_when_they_are_gone()
    {
        await CheckAsync("ada", "ben", "lea", "tom", "ada", "ben");
        await CheckAsync("ada", "ben", "lea", "tom");
        await CheckAsync("ada", "ben", "lea", "tom", "ada", "ben");
        var told = await ToldAsync("oncall-beyond");
        Assert.Equal(2, told.Count);
        Assert.Contains("level 5, which", told[0].What, StringComparison.Ordinal);
        Assert.Contains("level 6, which", told[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_read_neither_warns_nor_settles()
    {
        await CheckAsync("cyd", "ben", "lea", "tom");
        await CheckAsync(new Listing<PagerDutyOnCall>.NotRead("503"));
        await CheckAsync("cyd", "ben", "lea", "tom");
        Assert.Single(await ToldAsync("oncall-level-1"));
    }

    [Theory]
    [InlineData(-121, "ben", true)] // PagerDuty has turned more than two minutes too early
    [InlineData(-120, "ben", false)]
    [InlineData(-1, "ben", false)] // its clock is a second ahead
    [InlineData(0, "ada", false)]
    [InlineData(1, "ada", false)] // its clock is a second behind
    [InlineData(119, "ada", false)]
    [InlineData(120, "ada", true)] // it has not turned at all
    public async Task At_a_handover_two_clocks_have_two_minutes_to_agree(int seconds, string primary, bool isSaid)
    {
        _desk.Clock.SetUtcNow(Handover.AddSeconds(seconds));
        await CheckAsync(primary, primary == "ben" ? "cyd" : "ben", "lea", "tom");
        Assert.Equal(isSaid ? 1 : 0, (await ToldAsync("oncall-level-1")).Count);
    }

    Task<IReadOnlyList<Core.Effects.Effect.TellNotice>> ToldAsync(string notice) => _desk.ToldAsync(notice);

    /// <param name="people">Level by level.</param>
    Task CheckAsync(params IReadOnlyList<string> people) => CheckAsync(new Listing<PagerDutyOnCall>.Read(
        [.. people.Select((id, i) => (ThePolicy[new PersonId(id)], Level: i + 1)).Select(entry =>
            new PagerDutyOnCall(entry.Level, entry.Item1.PagerDuty, entry.Item1.Name, Start: null, End: null))]));

    Task CheckAsync(Listing<PagerDutyOnCall> listing)
    {
        var chain = new EscalationChain(
            ThePolicy, new RotationCalendar(ThePolicy.Rotation, new OnCallZone(ThePolicy.Zone)));
        return new OnCallsCheck(
            new OnCalls(listing), ThePolicy, chain, _desk.Notices, _desk.Clock, NullLogger<OnCallsCheck>.Instance)
            .RunAsync(Desk.Cancellation);
    }

    sealed class OnCalls(Listing<PagerDutyOnCall> listing) : IPagingOnCalls
    {
        public Task<Listing<PagerDutyOnCall>> ReadAsync(CancellationToken cancellation) => Task.FromResult(listing);
    }
}
