using System.Globalization;
using System.Net;

namespace OnCall.Adapters.Calls;

/// <summary>What came of calling a neighbour over HTTP.</summary>
public abstract record Answer
{
    Answer() { }

    /// <param name="RetryAfter">How long the neighbour asked us to wait.</param>
    public sealed record Given(HttpStatusCode Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null) : Answer
    {
        public bool IsSuccess => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

        /// <summary>As a person looks it up: "503 ServiceUnavailable".</summary>
        public string NamedStatus => string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {Status}");

        public bool IsTheirFault => Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout;
    }

    /// <summary>No answer came; whether the neighbour received the call is unknown.</summary>
    public sealed record Missing(string Why) : Answer
    {
        /// <summary>It may have come later: nobody waited any longer.</summary>
        public bool IsLate { get; init; }
    }
}
