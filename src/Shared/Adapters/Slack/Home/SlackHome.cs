using System.Text.Json.Serialization;

namespace OnCall.Adapters.Slack.Home;

/// <summary>What one person sees when they open our app in Slack.</summary>
public sealed record SlackHome
{
    /// <summary>Twice as many as a message may have.</summary>
    public const int MaxBlocks = 100;

    public SlackHome(IReadOnlyList<SlackBlock> blocks) => Blocks = [.. blocks.Take(MaxBlocks)];

    public string Type { get; } = "home";

    public IReadOnlyList<SlackBlock> Blocks { get; }
}

sealed record PublishHomeRequest(string UserId, SlackHome View);

/// <summary>What we send to Slack, which refuses nulls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PublishHomeRequest))]
sealed partial class SlackHomeJson : JsonSerializerContext;
