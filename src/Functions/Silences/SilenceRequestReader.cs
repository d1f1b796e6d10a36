using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Silences;

/// <summary>From a body to a command, or to everything that keeps it from being one.</summary>
sealed class SilenceRequestReader(OnCallPolicy policy, DateTimeOffset now)
{
    readonly WrittenRequest _written = new(policy);

    public IReadOnlyList<Refusal> Refusals => _written.Refusals;

    /// <exception cref="FormatException">It is no JSON object of the right kind; says where.</exception>
    public static SilenceRequest Parse(ReadOnlyMemory<byte> body) => WrittenRequest.Parse(
        body, SilenceRequestJson.Default.SilenceRequest, "alert, kind, why, until or for, and by");

    /// <summary>Null when something is wrong; <see cref="Refusals"/> says what.</summary>
    public SilenceCommand.Add? Read(SilenceRequest request)
    {
        _written.NothingUnknown("", request.Unknown);
        var (by, kind, until) = (Who(request.By), KindOf(request.Kind), EndOf(request));
        return Refusals.Count == 0 && by is not null && kind is { } known
            ? new SilenceCommand.Add(known, request.Alert ?? "", request.Why ?? "", until, by, now)
            : null;
    }

    /// <summary>Null when they are not named, or unknown.</summary>
    public Actor? Who(string? by) => _written.Who(by);

    SilenceKind? KindOf(string? text)
    {
        foreach (var kind in SilenceKinds.All)
            if (kind.Written() == text)
                return kind;
        _written.Refuse("kind-unknown", "kind",
            $"is none of {string.Join(", ", SilenceKinds.All.Select(SilenceWords.Written))}.");
        return null;
    }

    // None given at all is for the rules to judge: a noisy alert needs none.
    DateTimeOffset? EndOf(SilenceRequest request)
    {
        if (request.For is null)
            return request.Until is null ? null : _written.Instant("until", request.Until);
        if (request.Until is not null)
            _written.Refuse("both", "for", "stands beside until; write only one of them.");
        else if (Durations.Read(request.For) is { } length)
            return length < DateTimeOffset.MaxValue - now ? now + length : DateTimeOffset.MaxValue;
        else
            _written.Refuse("no-duration", "for", $"is no time to come; {Durations.HowTo}.");
        return null;
    }
}
