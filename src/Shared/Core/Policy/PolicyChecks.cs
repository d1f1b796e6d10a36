using System.Globalization;

namespace OnCall.Core.Policy;

/// <summary>Checks one field after the other and collects what is wrong, so that a person mends it in one go.</summary>
sealed class PolicyChecks
{
    static readonly string[] DurationFormats = [@"hh\:mm\:ss", @"hh\:mm\:ss\.FFF", @"d\.hh\:mm\:ss"];
    readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors => _errors;

    public void Fail(string field, string problem) => _errors.Add($"{field}: {problem}");

    public string Text(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Fail(field, "is missing or empty.");
        return value ?? "";
    }

    public IReadOnlyList<T> Some<T>(string field, IReadOnlyList<T>? values) where T : class
    {
        if (values is null or { Count: 0 })
            Fail(field, "must name at least one.");
        else if (values.Any(value => value is null))
            Fail(field, "has an entry that is null; remove it.");
        return [.. (values ?? []).Where(value => value is not null)];
    }

    public void Unique(string field, string what, IEnumerable<string> values)
    {
        foreach (var twice in values.Where(value => value.Length > 0).GroupBy(value => value, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Fail(field, $"the {what} '{twice.Key}' stands there {twice.Count()} times; each may stand once.");
    }

    public PersonId Known(string field, string? person, HashSet<string> names)
    {
        var name = Text(field, person);
        if (name.Length > 0 && !names.Contains(name))
            Fail(field, $"nobody in people has the id '{name}'.");
        return new PersonId(name);
    }

    public T OneOf<T>(string field, string? value) where T : struct, Enum
    {
        if (Enum.GetNames<T>().FirstOrDefault(name => name.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } name)
            return Enum.Parse<T>(name);
        Fail(field, $"'{value}' is none of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}.");
        return default;
    }

    public DateOnly Date(string field, string? value)
    {
        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Fail(field, $"'{value}' is not a date; write year-month-day, such as \"2026-01-05\".");
        return date;
    }

    public TimeOnly Time(string field, string? value)
    {
        if (!TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            Fail(field, $"'{value}' is not a time of day; write hours:minutes, such as \"10:00\".");
        return time;
    }

    public TimeSpan Duration(string field, string? value)
    {
        if (TimeSpan.TryParseExact(value, DurationFormats, CultureInfo.InvariantCulture, out var duration) && duration > TimeSpan.Zero)
            return duration;
        Fail(field, $"'{value}' is not a duration above zero; write hours:minutes:seconds, such as \"00:15:00\".");
        return TimeSpan.Zero;
    }
}
