using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Overrides;

/// <summary>From a body to a command, or to everything that keeps it from being one.</summary>
sealed class OverrideRequestReader(OnCallPolicy policy, DateTimeOffset now)
{
    readonly WrittenRequest _written = new(policy);

    public IReadOnlyList<Refusal> Refusals => _written.Refusals;

    /// <exception cref="FormatException">It is no JSON object of the right kind; says where.</exception>
    public static OverrideRequest Parse(ReadOnlyMemory<byte> body) => WrittenRequest.Parse(
        body, OverrideRequestJson.Default.OverrideRequest, "role, person, from, to, why and by");

    /// <summary>Null when something is wrong; <see cref="Refusals"/> says what.</summary>
    public RotationCommand? Read(OverrideRequest request)
    {
        var by = Who(request.By);
        var isSwap = request.First is not null || request.Second is not null;
        var command = isSwap ? (RotationCommand?)Swap(request, by) : Override(request, by);
        return Refusals.Count == 0 ? command : null;
    }

    /// <summary>Null when they are not named, or unknown.</summary>
    public Actor? Who(string? by) => _written.Who(by);

    RotationCommand.AddOverride? Override(OverrideRequest request, Actor? by)
    {
        var stretch = Stretch("", request);
        return stretch is null || by is null ? null : new RotationCommand.AddOverride(stretch, request.Why ?? "", by, now);
    }

    RotationCommand.Swap? Swap(OverrideRequest request, Actor? by)
    {
        _written.NothingUnknown("", request.Unknown);
        if (request.Role is not null || request.Person is not null || request.From is not null || request.To is not null)
            _written.Refuse("both", "",
                "names an override and a swap; write role, person, from and to, or first and second.");
        var (first, second) = (Part("first", request.First), Part("second", request.Second));
        return first is null || second is null || by is null
            ? null
            : new RotationCommand.Swap(first, second, request.Why ?? "", by, now);
    }

    Stretch? Part(string field, StretchRequest? request)
    {
        if (request is not null)
            return Stretch($"{field}.", request);
        _written.Refuse("part-missing", field,
            "is missing; a swap has two parts, each with role, person, from and to.");
        return null;
    }

    /// <param name="of">Before the field's name: "first." or nothing.</param>
    Stretch? Stretch(string of, StretchRequest request)
    {
        _written.NothingUnknown(of, request.Unknown);
        var role = OnCallRoles.All.Where(one => one.Spoken() == request.Role).Select(one => (OnCallRole?)one).FirstOrDefault();
        if (role is null)
            _written.Refuse("role-unknown", $"{of}role",
                $"is none of {string.Join(", ", OnCallRoles.All.Select(one => one.Spoken()))}.");
        if (string.IsNullOrWhiteSpace(request.Person))
            _written.Refuse("person-missing", $"{of}person",
                $"is missing; say who is on call then, one of {_written.Known}.");

        // Who leaves the start out means now.
        var from = request.From is null ? now : _written.Instant($"{of}from", request.From);
        var to = _written.Instant($"{of}to", request.To);
        return role is { } known && request.Person is { } person && from is { } start && to is { } end
            ? new Stretch(known, new PersonId(person.Trim()), start, end)
            : null;
    }
}
