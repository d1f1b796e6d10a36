using System.Text.Json;
using OnCall.Core.Archive;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.Archive;

/// <summary>Which incidents were closed last.</summary>
public class ArchiveTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 6, 8, 42, 0, TimeSpan.Zero);
    static readonly ArchiveDecider Decider = new();

    [Fact]
    public void The_latest_are_kept_by_when_they_were_closed_however_late_they_are_told()
    {
        var archive = Keep(IncidentArchive.Empty, "P2", 2);
        archive = Keep(Keep(archive, "P3", 3), "P1", 1);
        Assert.Equal(["P1", "P2", "P3"], archive.Closed.Select(closed => closed.Incident.Value));
    }

    [Fact]
    public void There_are_never_more_than_fifty()
    {
        var archive = Enumerable.Range(0, 60).Aggregate(IncidentArchive.Empty, (kept, number) => Keep(kept, $"P{number}", number));
        Assert.Equal(IncidentArchive.MaxKept, archive.Closed.Count);
        Assert.Equal(("P10", "P59"), (archive.Closed[0].Incident.Value, archive.Closed[^1].Incident.Value));
    }

    [Fact]
    public void Told_twice_it_is_kept_once() => Assert.Equal(
        Reason.AlreadyRecorded,
        Assert.IsType<Decision<ArchiveEvent>.Ignore>(Decider.Decide(Keep(IncidentArchive.Empty, "P1", 1), Command("P1", 5))).Reason);

    [Fact]
    public void Every_command_has_an_answer_and_nothing_leaves_a_row_or_an_effect_behind()
    {
        ArchiveCommand[] commands =
        [
            Command("P1", 1), Decider.WakeUp(Now), Decider.Refuse(new Effect.NotePage(new IncidentId("P1"), "why"), "why", Now),
            Decider.Overtaken(new Effect.NotePage(new IncidentId("P1"), "why"), "why", Now),
        ];
        Assert.Equal(typeof(ArchiveCommand).GetNestedTypes().ToHashSet(), commands.Select(command => command.GetType()).ToHashSet());
        Assert.All(commands, command => Assert.NotNull(Decider.Decide(IncidentArchive.Empty, command)));

        var kept = new ArchiveEvent.Kept(new ClosedIncident(new IncidentId("P1"), Now), Now);
        Assert.False(Decider.IsRecorded(kept));
        Assert.Empty(Decider.EffectsOf(kept));
        Assert.Contains(Decider.Explain(kept).Rule, Rules.All);
        Assert.True(Decider.IsOver(IncidentArchive.Empty));
        Assert.Null(Decider.DeadlineOf(IncidentArchive.Empty));
    }

    [Theory]
    [InlineData("""{"closed":[{"incident":"P1","at":"2026-01-06T08:42:00+00:00"}]}""")]
    public void It_is_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, ArchiveJson.Default.IncidentArchive)!, ArchiveJson.Default.IncidentArchive));

    static IncidentArchive Keep(IncidentArchive archive, string incident, int minutes) =>
        Assert.IsType<Decision<ArchiveEvent>.Accept>(Decider.Decide(archive, Command(incident, minutes))).Events
            .Aggregate(archive, Decider.Evolve);

    static ArchiveCommand.Keep Command(string incident, int minutes) =>
        new(new ClosedIncident(new IncidentId(incident), Now.AddMinutes(minutes)), Now);
}
