using System.Text.Json.Serialization;
using OnCall.Adapters.Text;

namespace OnCall.Adapters.Slack;

/// <summary>A modal. What people read in it is cut to Slack's limits here; what we read back never is.</summary>
public sealed record SlackView
{
    public const int MaxTitleLength = 24;
    public const int MaxMetadataLength = 3000;
    public const int MaxBlocks = 100;
    const int MaxCallbackIdLength = 255;

    /// <param name="callbackId">Says whose modal it is when it comes back.</param>
    /// <param name="privateMetadata">Comes back with the modal; nobody sees it.</param>
    /// <exception cref="ArgumentException">What has to come back whole is longer than Slack keeps.</exception>
    public SlackView(string callbackId, string title, IReadOnlyList<SlackViewBlock> blocks, string privateMetadata = "")
    {
        CallbackId = callbackId is { Length: > 0 and <= MaxCallbackIdLength }
            ? callbackId
            : throw new ArgumentException($"A callback id has 1 to {MaxCallbackIdLength} characters.", nameof(callbackId));
        PrivateMetadata = privateMetadata.Length <= MaxMetadataLength
            ? privateMetadata
            : throw new ArgumentException($"Slack keeps {MaxMetadataLength} characters.", nameof(privateMetadata));
        Title = Plain(title);
        Blocks = [.. blocks.Take(MaxBlocks)];
    }

    public string Type { get; } = "modal";

    public string CallbackId { get; }

    public SlackText Title { get; }

    /// <summary>Slack wants one as soon as there is an input.</summary>
    public SlackText? Submit => SubmitLabel is { } label ? Plain(label) : null;

    public SlackText Close => Plain(CloseLabel);

    public string PrivateMetadata { get; }

    public IReadOnlyList<SlackViewBlock> Blocks { get; }

    /// <summary>What stands on the button that sends the modal; null for one that is only read.</summary>
    [JsonIgnore]
    public string? SubmitLabel { get; init; }

    [JsonIgnore]
    public string CloseLabel { get; init; } = "Cancel";

    static SlackText Plain(string text) => new("plain_text", Shortened.To(text, MaxTitleLength));
}
