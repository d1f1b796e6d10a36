using OnCall.Core.Incidents;

namespace OnCall.Core.Tests.Incidents;

public class AckDeadlineTests
{
    [Theory]
    [InlineData("08:42:00", "08:42:00", "00:15:00", "08:57:00")] // heard of at once
    [InlineData("08:42:00", "08:50:00", "00:15:00", "08:57:00")] // heard of late: the page counts
    [InlineData("08:42:00", "08:56:30", "00:15:00", "08:57:30")] // so late that an ack may stand right behind it
    [InlineData("08:42:00", "10:00:00", "00:15:00", "10:01:00")] // after an outage of ours
    [InlineData("09:42:00", "08:42:00", "00:15:00", "08:57:00")] // PagerDuty's clock runs ahead of ours
    [InlineData("08:42:00", "08:42:01", "00:00:02", "08:42:03")] // deadlines of seconds, as in a rehearsal
    public void The_primary_has_15_minutes_from_the_page(string pagedAt, string heardAt, string within, string ackBy)
    {
        var page = new Page(new IncidentId("P1"), "API 5xx", null, null, On(pagedAt));

        Assert.Equal(On(ackBy), AckDeadline.Of(page, TimeSpan.Parse(within, null), On(heardAt)));
    }

    static DateTimeOffset On(string time) => IncidentStory.At($"2026-01-06T{time}Z");
}
