using System.Text;
using System.Text.Json;
using OnCall.Adapters.ServiceBus;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Adapters.Tests.ServiceBus;

public class WakeupMessageTests
{
    static readonly Wakeup Knock = new(new ProcessId("incident-PGR0VU2"), 7,
        new DateTimeOffset(2026, 3, 30, 8, 15, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 3, 30, 8, 0, 0, TimeSpan.Zero));

    // What is on the bus while a new version is deployed was written by the old one.
    const string Pinned =
        """{"process":"incident-PGR0VU2","version":7,"due":"2026-03-30T08:15:00+00:00","""
        + "\"sentAt\":\"2026-03-30T08:00:00+00:00\"}";

    [Fact]
    public void A_wakeup_is_written_as_pinned() =>
        Assert.Equal(Pinned, Encoding.UTF8.GetString(WakeupMessage.Write(Knock)));

    [Fact]
    public void What_was_written_is_read() => Assert.Equal(Knock, WakeupMessage.Read(WakeupMessage.Write(Knock)));

    [Fact]
    public void A_body_that_is_a_string_of_the_json_is_read() =>
        Assert.Equal(Knock, WakeupMessage.Read(JsonSerializer.SerializeToUtf8Bytes(Pinned)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("knock")]
    [InlineData("\"knock\"")]
    [InlineData("{}")]
    [InlineData("""{"process":"no kind","version":1,"due":"2026-03-30T08:15:00Z","sentAt":"2026-03-30T08:00:00Z"}""")]
    [InlineData("""{"process":null,"version":1,"due":"2026-03-30T08:15:00Z","sentAt":"2026-03-30T08:00:00Z"}""")]
    public void What_is_no_wakeup_is_refused(string body) =>
        Assert.Throws<FormatException>(() => WakeupMessage.Read(Encoding.UTF8.GetBytes(body)));
}
