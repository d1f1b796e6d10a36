using System.Text.Json;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Overrides;

/// <summary>From a body to a command, or to everything that keeps it from being one.</summary>
sealed class OverrideRequestReader(OnCallPolicy policy, DateTimeOffset now)
{
    const int MaxFieldLength = 50;
    readonly List<Refusal> _refusals = [];

    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <exception cref="FormatException">It is no JSON object of the right kind; says where.</exception>
    public static OverrideRequest Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, OverrideRequestJson.Default.OverrideRequest)
                ?? throw new FormatException("The body is null; write an object with role, person, from, to, why and by.");
        }
        catch (JsonException e)
        {
            var place = e.Path is null or "$" ? "" : $" at {e.Path.TrimStart('$', '.')}";
            throw new FormatException(
                $"The body cannot be read{place} (line {e.LineNumber + 1}): write a JSON object whose values are texts.", e);
        }
    }

    /// <summary>Null when something is wrong; <see cref="Refusals"/> says what.</summary>
    public RotationCommand? Read(OverrideRequest request)
    {
        var by = Who(request.By);
        var isSwap = request.First is not null || request.Second is not null;
        var command = isSwap ? (RotationCommand?)Swap(request, by) : Override(request, by);
        return _refusals.Count == 0 ? command : null;
    }

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

    string Known => string.Join(", ", policy.People.Select(one => one.Id));

    RotationCommand.AddOverride? Override(OverrideRequest request, Actor? by)
    {
        var stretch = Stretch("", request);
        return stretch is null || by is null ? null : new RotationCommand.AddOverride(stretch, request.Why ?? "", by, now);
    }

    RotationCommand.Swap? Swap(OverrideRequest request, Actor? by)
    {
        NothingUnknown("", request);
        if (request.Role is not null || request.Person is not null || request.From is not null || request.To is not null)
            Refuse("both", "", "names an override and a swap; write role, person, from and to, or first and second.");
        var (first, second) = (Part("first", request.First), Part("second", request.Second));
        return first is null || second is null || by is null
            ? null
            : new RotationCommand.Swap(first, second, request.Why ?? "", by, now);
    }

    Stretch? Part(string field, StretchRequest? request)
    {
        if (request is not null)
            return Stretch($"{field}.", request);
        Refuse("part-missing", field, "is missing; a swap has two parts, each with role, person, from and to.");
        return null;
    }

    /// <param name="of">Before the field's name: "first." or nothing.</param>
    Stretch? Stretch(string of, StretchRequest request)
    {
        NothingUnknown(of, request);
        var role = OnCallRoles.All.Where(one => one.Spoken() == request.Role).Select(one => (OnCallRole?)one).FirstOrDefault();
        if (role is null)
            Refuse("role-unknown", $"{of}role", $"is none of {string.Join(", ", OnCallRoles.All.Select(one => one.Spoken()))}.");
        if (string.IsNullOrWhiteSpace(request.Person))
            Refuse("person-missing", $"{of}person", $"is missing; say who is on call then, one of {Known}.");

        // Who leaves the start out means now.
        var from = request.From is null ? now : Instant($"{of}from", request.From);
        var to = Instant($"{of}to", request.To);
        return role is { } known && request.Person is { } person && from is { } start && to is { } end
            ? new Stretch(known, new PersonId(person.Trim()), start, end)
            : null;
    }

    DateTimeOffset? Instant(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            Refuse("instant-missing", field, $"is missing; {Instants.HowTo}.");
        else if (Instants.Read(text) is { } instant)
            return instant;
        else
            Refuse("no-instant", field, $"is no instant; {Instants.HowTo}.");
        return null;
    }

    void NothingUnknown(string of, StretchRequest request)
    {
        foreach (var field in request.Unknown?.Keys ?? Enumerable.Empty<string>())
            Refuse("unknown-field", $"{of}{Adapters.Text.Shortened.To(field, MaxFieldLength)}",
                "means nothing here; remove it, or mend its name.");
    }

    void Refuse(string name, string field, string text) => _refusals.Add(new Refusal(name, field, text));
}
