namespace OnCall.Functions.Settings;

/// <summary>The app cannot start. Everything that is wrong at once, so that it is mended in one go.</summary>
public sealed class SettingsException(IReadOnlyList<string> errors)
    : Exception($"OnCallFunctions cannot start:{string.Concat(errors.Select(error => $"\n  - {error}"))}")
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
