using System.Text.Json;
using OnCall.Core.Detection;
using OnCall.Core.Processes;
using OnCall.Engine.Detection;

namespace OnCall.Adapters.NovaVms;

/// <summary>How many gateways of all customers are online.</summary>
public sealed class GatewaysProbe(NovaVmsCalls calls) : IProbe
{
    public const string Path = "api/v1/platform/gateways/counts";

    public string Detector => Rules.GatewaysDrop.Id;

    public Task<Reading> ReadAsync(CancellationToken cancellation) => ReadingOf.AskAsync(
        calls, Path, Counts, "an object with online and total, of which online is the smaller", cancellation);

    static Reading? Counts(JsonElement answer) =>
        answer.Count("online") is { } online && answer.Count("total") is { } total && online <= total
            ? new Reading.Gateways(online, total)
            : null;
}
