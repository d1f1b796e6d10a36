using System.Globalization;

namespace OnCall.LocalHost.Servers;

/// <summary>Makes a simulator as unreliable as the real one can be. Thread-safe.</summary>
sealed class Faults
{
    readonly Lock _gate = new();
    bool _down;
    int _throttled;
    TimeSpan _retryAfter;

    public bool Down
    {
        set
        {
            lock (_gate)
                _down = value;
        }
    }

    public void Throttle(int times, TimeSpan retryAfter)
    {
        lock (_gate)
            (_throttled, _retryAfter) = (times, retryAfter);
    }

    /// <summary>The status to refuse the call with, or null when it may go on.</summary>
    public int? Strike(HttpResponse response)
    {
        lock (_gate)
        {
            if (_down)
                return StatusCodes.Status503ServiceUnavailable;
            if (_throttled == 0)
                return null;

            _throttled--;
            response.Headers.RetryAfter = ((int)_retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return StatusCodes.Status429TooManyRequests;
        }
    }
}
