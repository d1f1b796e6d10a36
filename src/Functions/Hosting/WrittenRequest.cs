using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Functions.Hosting;

/// <summary>
/// Reads what people write into the fields of a request, and collects what is wrong with it, so that they mend it in
/// one go.
/// </summary>
sealed class WrittenRequest(OnCallPolicy policy)
{
    const int MaxFieldLength = 50;
    readonly List<Refusal> _refusals = [];

    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>The ids of all people, as the end of a sentence.</summary>
    public string Known => string.Join(", ", policy.People.Select(one => one.Id));

    /// <param name="fields">The object's fields, as the end of a sentence.</param>
    /// <exception cref="FormatException">It is no JSON object of the right kind; says where.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, string fields) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type)
                ?? throw new FormatException($"The body is null; write an object with {fields}.");
        }
        catch (JsonException e)
        {
            var place = e.Path is null or "$" ? "" : $" at {e.Path.TrimStart('$', '.')}";
            throw new FormatException(
                $"The body cannot be read{place} (line {e.LineNumber + 1}): "
                + "write a JSON object whose values are texts.", e);
        }
    }

    /// <summary>The number that names one of several in an address; null for what is none.</summary>
    public static int? NumberIn(string? text) => int.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    /// <summary>Null when they are not named, or unknown.</summary>
    public Actor? Who(string? by)
    {
        if (string.IsNullOrWhiteSpace(by))
            Refuse("by-missing", "by", $"is missing; say who sets it, one of {Known}.");
        else if (policy.Knows(new PersonId(by)))
            return Actor.Of(policy[new PersonId(by)]);
        else
            Refuse("by-unknown", "by", $"nobody in the policy has this id; known are {Known}.");
        return null;
    }

    /// <summary>Null when there is none, or it is in doubt.</summary>
    public DateTimeOffset? Instant(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            Refuse("instant-missing", field, $"is missing; {Instants.HowTo}.");
        else if (Instants.Read(text) is { } instant)
            return instant;
        else
            Refuse("no-instant", field, $"is no instant; {Instants.HowTo}.");
        return null;
    }

    /// <param name="of">Before the field's name: "first." or nothing.</param>
    /// <param name="unknown">What came under names that nobody asked for; null when nothing did.</param>
    public void NothingUnknown(string of, Dictionary<string, JsonElement>? unknown)
    {
        foreach (var field in unknown?.Keys ?? Enumerable.Empty<string>())
            Refuse("unknown-field", $"{of}{Adapters.Text.Shortened.To(field, MaxFieldLength)}",
                "means nothing here; remove it, or mend its name.");
    }

    public void Refuse(string name, string field, string text) => _refusals.Add(new Refusal(name, field, text));
}
