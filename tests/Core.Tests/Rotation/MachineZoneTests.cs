using OnCall.Core.Rotation;
using static OnCall.Core.Tests.Rotation.RotationStory;

namespace OnCall.Core.Tests.Rotation;

public class MachineZoneTests
{
    static readonly DateTime NoonInUtc = new(2026, 1, 6, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Pacific/Kiritimati", "2026-01-07T02:00")] // a day ahead of half the world
    [InlineData("America/St_Johns", "2026-01-06T08:30")] // half an hour off
    [InlineData("Australia/Lord_Howe", "2026-01-06T23:00")]
    public void The_machines_zone_changes_nothing(string machine, string noonThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not read TZ.");
        var expected = Answers();
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", machine);
            TimeZoneInfo.ClearCachedData();
            Assert.Equal(noonThere, NoonInUtc.ToLocalTime().ToString("yyyy-MM-ddTHH:mm", null)); // it is in force

            Assert.Equal(expected, Answers());
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    // A year of handovers with an override and a swap, everything that local time goes into.
    static List<string> Answers()
    {
        var story = OfNovalien()
            .Override(Primary(Novalien.Lea, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
            .Swap(Primary(Novalien.Ada, "2026-01-11T00:00Z", "2026-01-12T00:00Z"), Primary(Novalien.Ben, "2026-01-13T00:00Z", "2026-01-14T00:00Z"));
        var zone = new OnCallZone(Novalien.Policy.Zone);
        return
        [
            .. story.Schedule.Turns(OnCallRole.Primary, At("2026-01-01T00:00Z"), At("2027-01-01T00:00Z"))
                .Select(turn => $"{turn.From:o} {turn.Say(Novalien.Policy, zone)} {zone.DateAt(turn.From):o}"),
        ];
    }
}
