using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>What a management request brings along. Clients send lists where others send arrays.</summary>
sealed class ManagementArguments(Map given)
{
    public Map? Map(string name) => given[name] as Map;

    public string? Text(string name) => given[name] as string;

    public bool TryNumber(string name, out long number)
    {
        var value = given[name];
        number = value is sbyte or byte or short or ushort or int or uint or long
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : 0;
        return value is not null;
    }

    public bool TryAll<T>(string name, [NotNullWhen(true)] out T[]? values)
    {
        values = given[name] is IEnumerable list ? [.. list.OfType<T>()] : null;
        return values is { Length: > 0 };
    }
}
