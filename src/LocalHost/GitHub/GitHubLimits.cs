using System.Globalization;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.GitHub;

/// <summary>How many calls GitHub still takes, and when it takes more again. Thread-safe.</summary>
sealed class GitHubLimits(TimeProvider clock)
{
    const int CallsPerHour = 5000;

    readonly Lock _gate = new();
    readonly Faults _faults = new();
    DateTimeOffset _hourEnds = clock.GetUtcNow().AddHours(1);
    int _used;

    public bool Down
    {
        set => _faults.Down = value;
    }

    /// <summary>GitHub's secondary limit: too much at once.</summary>
    public void Throttle(int times, TimeSpan retryAfter) => _faults.Throttle(times, retryAfter);

    public void Exhaust(DateTimeOffset until)
    {
        lock (_gate)
            (_used, _hourEnds) = (CallsPerHour, until);
    }

    /// <summary>Null when the call may go on.</summary>
    public GitHubReply? Strike(HttpResponse response) => (Count(response), _faults.Strike(response)) switch
    {
        (_, StatusCodes.Status429TooManyRequests) => GitHubReply.Refused(
            StatusCodes.Status429TooManyRequests,
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."),
        (_, { } status) => GitHubReply.Refused(status, "We couldn't respond to your request in time."),
        (false, _) => GitHubReply.Refused(StatusCodes.Status403Forbidden, "API rate limit exceeded for user ID 1."),
        _ => null,
    };

    bool Count(HttpResponse response)
    {
        lock (_gate)
        {
            if (clock.GetUtcNow() is var now && now >= _hourEnds)
                (_used, _hourEnds) = (0, now.AddHours(1));
            var isTaken = _used < CallsPerHour;
            if (isTaken)
                _used++;
            Write(response, "X-RateLimit-Limit", CallsPerHour);
            Write(response, "X-RateLimit-Remaining", CallsPerHour - _used);
            Write(response, "X-RateLimit-Used", _used);
            Write(response, "X-RateLimit-Reset", _hourEnds.ToUnixTimeSeconds());
            return isTaken;
        }
    }

    static void Write(HttpResponse response, string header, long number) =>
        response.Headers[header] = number.ToString(CultureInfo.InvariantCulture);
}
