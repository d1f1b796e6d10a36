using System.Text.Json;
using System.Text.Json.Serialization;
using OnCall.Core.Effects;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tables;

/// <summary>An open effect, as it stands in its process's head. The names are on disk.</summary>
sealed record OpenEffect(
    long Version,
    int Index,
    Effect Effect,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset NotBefore,
    DateTimeOffset LeasedUntil,
    string? Answer)
{
    public static string Write(IReadOnlyList<EffectRow> open) => JsonSerializer.Serialize(
        [.. open.Select(row => new OpenEffect(
            row.Id.Version, row.Id.Index, row.Effect, row.Attempts, row.CreatedAt, row.NotBefore, row.LeasedUntil, row.Answer))],
        OpenEffectJson.Default.OpenEffectArray);

    public static IReadOnlyList<EffectRow> Read(ProcessId process, string json) =>
    [
        .. JsonSerializer.Deserialize(json, OpenEffectJson.Default.OpenEffectArray)!.Select(open => new EffectRow(
            new EffectId(process, open.Version, open.Index),
            open.Effect,
            EffectStatus.Open,
            open.Attempts,
            open.CreatedAt,
            open.NotBefore,
            open.LeasedUntil,
            open.Answer,
            Receipt: null)),
    ];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(OpenEffect[]))]
sealed partial class OpenEffectJson : JsonSerializerContext;
