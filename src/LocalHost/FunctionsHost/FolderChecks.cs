using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Collects what is wrong with a functions folder, so that a person mends it in one go.</summary>
sealed partial class FolderChecks(string folder, IReadOnlyDictionary<string, string> settings)
{
    readonly List<string> _errors = [];

    public void Fail(string file, string field, string problem) => _errors.Add($"{file}: {field}: {problem}");

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new LocalHostException($"{folder} is no functions app:\n{string.Join('\n', _errors)}");
    }

    /// <summary>Null, and an error, when the file is missing or not of the shape asked for.</summary>
    public T? Json<T>(string file, JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, file));
            if (JsonSerializer.Deserialize(stream, shape) is { } value)
                return value;
            _errors.Add($"{file}: is empty.");
        }
        catch (FileNotFoundException)
        {
            _errors.Add($"{file}: is missing.");
        }
        catch (JsonException e)
        {
            var field = e.Path is null or "$" ? "" : $" {e.Path.Replace("$.", "", StringComparison.Ordinal)}:";
            _errors.Add($"{file}:{field} line {e.LineNumber + 1} is not what belongs there.");
        }

        return null;
    }

    public string Text(string file, string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Fail(file, field, "is missing or empty.");
        return value ?? "";
    }

    /// <summary>A text in which <c>%NAME%</c> stands for the app setting NAME.</summary>
    public string Resolved(string file, string field, string? value) =>
        SettingInPercents().Replace(Text(file, field, value), match =>
        {
            var name = match.Groups[1].Value;
            if (settings.TryGetValue(name, out var setting))
                return setting;
            Fail(file, field, $"the app setting '{name}' is not set.");
            return match.Value;
        });

    public void NothingUnknown(string file, string prefix, Dictionary<string, JsonElement>? unknown)
    {
        foreach (var field in unknown?.Keys.AsEnumerable() ?? [])
            Fail(file, prefix + field, "the local host does not play this.");
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingInPercents();
}
