using System.Diagnostics;
using OnCall.Core.Policy;

namespace OnCall.Functions.Settings;

/// <summary>Where the policy comes from, for the app and for whoever plays its surroundings.</summary>
public static class PolicySource
{
    public const string Setting = "OnCall__PolicyFile";

    /// <param name="named">What the setting says: a path from the app's folder; null means oncall.json.</param>
    /// <exception cref="SettingsException">Names all that is wrong with it.</exception>
    public static (OnCallPolicy Policy, string File) Read(string? named)
    {
        var file = Path.Combine(AppContext.BaseDirectory, named ?? "oncall.json");
        return PolicyReader.Read(TextOf(file)) switch
        {
            PolicyReading.Valid valid => (valid.Policy, file),
            PolicyReading.Invalid invalid =>
                throw new SettingsException([.. invalid.Errors.Select(error => $"{file}: {error}")]),
            var other => throw new UnreachableException($"{other} is no reading."),
        };
    }

    static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                [$"The policy {file} cannot be read: {e.Message} {Setting} says where it is."]);
        }
    }
}
