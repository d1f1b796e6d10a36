using OnCall.Core.Policy;

namespace OnCall.LocalHost.Commands;

/// <summary>The policy to play by: the one that <c>OnCall__PolicyFile</c> names, or the one that ships.</summary>
static class ShippedPolicy
{
    public static (OnCallPolicy Policy, string File) Read()
    {
        var file = Path.Combine(
            AppContext.BaseDirectory, Environment.GetEnvironmentVariable("OnCall__PolicyFile") ?? "oncall.json");
        try
        {
            return PolicyReader.Read(File.ReadAllText(file)) switch
            {
                PolicyReading.Valid valid => (valid.Policy, file),
                PolicyReading.Invalid invalid => throw new LocalHostException(
                    $"The policy {file} is not valid:\n  - {string.Join("\n  - ", invalid.Errors)}"),
                var other => throw new System.Diagnostics.UnreachableException($"{other} is no reading."),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The policy {file} cannot be read: {e.Message}");
        }
    }
}
