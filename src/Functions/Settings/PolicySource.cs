using System.Diagnostics;
using OnCall.Core.Policy;

namespace OnCall.Functions.Settings;

/// <summary>The file that <c>OnCall__PolicyFile</c> names; by default oncall.json beside the app.</summary>
static class PolicySource
{
    public static OnCallPolicy? Read(IConfiguration settings, List<string> errors)
    {
        var path = Path.Combine(AppContext.BaseDirectory, settings["OnCall:PolicyFile"] ?? "oncall.json");
        try
        {
            return Read(File.ReadAllText(path), path, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"The policy {path} cannot be read: {e.Message} OnCall__PolicyFile says where it is.");
            return null;
        }
    }

    static OnCallPolicy? Read(string json, string path, List<string> errors)
    {
        switch (PolicyReader.Read(json))
        {
            case PolicyReading.Valid valid:
                return valid.Policy;
            case PolicyReading.Invalid invalid:
                errors.AddRange(invalid.Errors.Select(error => $"{path}: {error}"));
                return null;
            default:
                throw new UnreachableException("A policy is valid or not.");
        }
    }
}
