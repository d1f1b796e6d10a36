using OnCall.Engine.Outbox;

namespace OnCall.Engine.Tests.Outbox;

public class BackoffTests
{
    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(5, null, 16)]
    [InlineData(9, null, 256)]
    [InlineData(10, null, 300)] // never longer than five minutes
    [InlineData(1000, null, 300)]
    [InlineData(1, 30, 30)] // what the neighbour asks for goes first
    [InlineData(9, 1, 1)]
    [InlineData(1, 0, 1)] // "now" would be a loop
    [InlineData(1, 86400, 3600)] // but not for a day
    public void Waits_longer_each_time(int attempts, int? askedFor, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        Backoff.After(attempts, askedFor is { } wish ? TimeSpan.FromSeconds(wish) : null));
}
