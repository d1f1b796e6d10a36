using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Silences;

/// <summary>What the team wants of an alert that it knows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SilenceKind>))]
public enum SilenceKind
{
    /// <summary>Held back: nobody hears of it until it is lifted.</summary>
    Silence,

    /// <summary>Not held back: whoever is on call knows that it is noisy, and watches it.</summary>
    Noisy,
}

public static class SilenceKinds
{
    public static IReadOnlyList<SilenceKind> All { get; } = [SilenceKind.Silence, SilenceKind.Noisy];

    /// <summary>In the middle of a sentence.</summary>
    public static string Spoken(this SilenceKind kind) => kind == SilenceKind.Silence ? "silence" : "noisy alert";
}

/// <summary>An alert that is silenced, or known to be noisy, from the moment it is stored.</summary>
/// <param name="Number">Names it for people, and is never given again.</param>
/// <param name="Alert">Which one: free text, or the name of a detector's rule.</param>
/// <param name="Why">In the words of whoever set it.</param>
/// <param name="At">When it was set.</param>
/// <param name="Until">
/// The first instant that does not belong to it any more; null for a noisy alert without an end. A silence has one.
/// </param>
public sealed record KnownAlert(
    int Number, SilenceKind Kind, string Alert, string Why, Actor By, DateTimeOffset At, DateTimeOffset? Until)
{
    public bool IsAbout(string alert) => string.Equals(Alert, alert.Trim(), StringComparison.OrdinalIgnoreCase);

    public bool IsDueAt(DateTimeOffset instant) => Until <= instant;
}

/// <param name="By">Whoever lifted it early, or the clock at its end.</param>
/// <param name="At">Since when it is no longer so: for the clock the end itself, however late it was noticed.</param>
public sealed record LiftedAlert(KnownAlert Known, Actor By, DateTimeOffset At);
