using OnCall.Core.Policy;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.OneMachine;

public class DrillTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Drills => [.. AllDrills.List.Select(drill => drill.Name)];

    [Theory]
    [MemberData(nameof(Drills))]
    public async Task A_drill_goes_as_the_runbook_says(string name)
    {
        var drill = AllDrills.List.Single(drill => drill.Name == name);
        await Story.TellAllAsync(azurite, drill.Start, async story =>
        {
            await drill.PlayAsync(story.Stage, TestContext.Current.CancellationToken);

            var verdict = DrillVerdict.Of(drill.Expected, story.Stage.Sightings);
            Assert.Empty(verdict.Missing);
            Assert.Empty(verdict.Unexpected);
            Assert.True(verdict.IsAsTheRunbookSays);
            story.ExpectEverythingSoFar();
        });
    }

    [Fact]
    public async Task A_drill_in_memory_goes_the_same_way()
    {
        var drill = AllDrills.List[0];
        var file = Path.Combine(AppContext.BaseDirectory, "oncall.json");
        var policy = ((PolicyReading.Valid)PolicyReader.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))).Policy;
        await using var stage = await Stage.SetAsync(
            new StageSetup(policy, file) { InMemory = true, Start = drill.Start }, TestContext.Current.CancellationToken);
        await drill.PlayAsync(stage, TestContext.Current.CancellationToken);

        Assert.True(DrillVerdict.Of(drill.Expected, stage.Sightings).IsAsTheRunbookSays);
    }

    [Fact]
    public void A_verdict_names_what_is_missing_unexpected_and_out_of_order()
    {
        var paged = new Sighting(TimeSpan.FromMinutes(15), Place.PagerDuty, "pages Ben");
        var declared = new Sighting(TimeSpan.Zero, Place.Channel, "Incident declared");
        var expected = new ExpectedSighting("15:00", Place.PagerDuty, "pages ben");

        Assert.True(DrillVerdict.Of([expected], [paged]).IsAsTheRunbookSays);
        Assert.Equal([expected], DrillVerdict.Of([expected], []).Missing);
        Assert.Equal([paged], DrillVerdict.Of([expected], [paged, paged]).Unexpected);
        Assert.Equal([expected], DrillVerdict.Of([expected], [paged with { After = TimeSpan.FromMinutes(16) }]).Missing);
        Assert.False(DrillVerdict.Of([expected, new("00:00", Place.Channel, "declared")], [paged, declared]).IsInOrder);
    }
}
