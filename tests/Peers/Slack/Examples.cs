using System.Collections;
using System.Reflection;
using OnCall.Core.Policy;
using OnCall.Core.Reports;

namespace OnCall.Peers.Slack;

/// <summary>
/// Values of any of our types, made from its constructor: one that has everything, and then one for each other value that
/// one of its parts can have. So a type that is new tomorrow has examples by itself.
/// </summary>
sealed class Examples
{
    static readonly DateTimeOffset At = new(2026, 1, 6, 8, 42, 0, TimeSpan.Zero);

    /// <summary>What no constructor says, because not every value is one.</summary>
    static readonly Dictionary<Type, object[]> Simple = new()
    {
        [typeof(string)] = ["Cloud API answers <5xx> & *more* @here"],
        [typeof(bool)] = [true, false],
        [typeof(int)] = [3],
        [typeof(long)] = [3L],
        [typeof(double)] = [0.5],
        [typeof(decimal)] = [0.5m],
        [typeof(DateTimeOffset)] = [At],
        [typeof(DateOnly)] = [DateOnly.FromDateTime(At.DateTime)],
        [typeof(TimeOnly)] = [new TimeOnly(10, 0)],
        [typeof(TimeSpan)] = [TimeSpan.FromMinutes(15)],
        [typeof(Uri)] = [new Uri("https://novavms.novalien.com/api/v1/health?a=1&b=2")],
        [typeof(OrgReference)] = [OrgReference.Read("org_7f3a")!.Value, OrgReference.Read("owner@harbour.example")!.Value],
    };

    readonly NullabilityInfoContext _nullability = new();
    readonly Stack<Type> _under = new();
    readonly Dictionary<Type, IReadOnlyList<object>> _made;

    public Examples(OnCallPolicy policy) => _made = Simple
        .Append(new(typeof(OnCallPolicy), [policy]))
        .ToDictionary(one => one.Key, one => (IReadOnlyList<object>)one.Value);

    /// <exception cref="NotSupportedException">There is no way to make one: it belongs into the list above.</exception>
    public IReadOnlyList<object> Of(Type type)
    {
        if (_made.TryGetValue(type, out var known))
            return known;
        if (_under.Contains(type))
            return [];
        _under.Push(type);
        try
        {
            return _made[type] = Make(type);
        }
        finally
        {
            _under.Pop();
        }
    }

    /// <summary>The arguments of a call: all of the first kind, and then one at a time another.</summary>
    public IEnumerable<object?[]> ArgumentsOf(MethodBase method) => OneAtATime(
        [.. method.GetParameters().Select(parameter => Values(parameter.ParameterType, _nullability.Create(parameter)))]);

    List<object> Make(Type type) =>
        type.IsEnum ? [.. Enum.GetValues(type).Cast<object>()]
        : ElementOf(type) is { } element ? ListsOf(element)
        : MapOf(type) is { } map ? [map]
        : type.IsAbstract ? Several(type.Assembly.GetTypes().Where(one => one.IsSubclassOf(type) && !one.IsAbstract).SelectMany(Of), type)
        : Several(Built(type), type);

    static List<object> Several(IEnumerable<object> made, Type type) =>
        made.ToList() is { Count: > 0 } some ? some : throw new NotSupportedException($"There is no example of {type}.");

    static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(IEnumerable<>) || open == typeof(List<>))
            ? type.GetGenericArguments()[0]
        : null;

    List<object> ListsOf(Type element)
    {
        var all = Of(element);
        var (full, empty) = (Array.CreateInstance(element, all.Count), Array.CreateInstance(element, 0));
        ((ICollection)all.ToArray()).CopyTo(full, 0);
        return all.Count == 0 ? [empty] : [full, empty];
    }

    object? MapOf(Type type)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IReadOnlyDictionary<,>))
            return null;
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))!;
        foreach (var key in Of(type.GetGenericArguments()[0]))
            map[key] = Of(type.GetGenericArguments()[1])[0];
        return map;
    }

    IEnumerable<object> Built(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(one => one.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(one => one.GetParameters().Length)
            ?? throw new NotSupportedException($"{type} has no constructor.");
        var parameters = constructor.GetParameters();
        List<PropertyInfo> settable =
        [
            .. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(property => property.SetMethod is { IsPublic: true } && parameters.All(one => one.Name != property.Name)),
        ];
        foreach (var values in OneAtATime(
        [
            .. parameters.Select(parameter => Values(parameter.ParameterType, _nullability.Create(parameter))),
            .. settable.Select(property => Values(property.PropertyType, _nullability.Create(property))),
        ]))
        {
            var made = constructor.Invoke([.. values.Take(parameters.Length)]);
            foreach (var (property, value) in settable.Zip(values.Skip(parameters.Length)))
                property.SetValue(made, value);
            yield return made;
        }
    }

    List<object?> Values(Type type, NullabilityInfo nullability)
    {
        var values = Of(Nullable.GetUnderlyingType(type) ?? type).Cast<object?>().ToList();
        if (Nullable.GetUnderlyingType(type) is not null || nullability.ReadState == NullabilityState.Nullable || values.Count == 0)
            values.Add(null);
        return values;
    }

    static IEnumerable<object?[]> OneAtATime(IReadOnlyList<List<object?>> parts)
    {
        object?[] full = [.. parts.Select(values => values[0])];
        yield return full;
        for (var part = 0; part < parts.Count; part++)
            foreach (var other in parts[part].Skip(1))
            {
                object?[] changed = [.. full];
                changed[part] = other;
                yield return changed;
            }
    }
}
