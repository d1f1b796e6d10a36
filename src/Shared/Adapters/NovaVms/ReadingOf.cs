using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Detection;

namespace OnCall.Adapters.NovaVms;

/// <summary>From an answer of NovaVMS to a reading, or to why there is none.</summary>
static class ReadingOf
{
    public static async Task<Reading> AskAsync(
        NovaVmsCalls calls, string path, Func<JsonElement, Reading?> read, string shape, CancellationToken cancellation)
    {
        var answer = await calls.GetAsync(path, cancellation);
        if (NovaVmsAnswers.WhyNot(answer) is { } why)
            return new Reading.Blind(Shortened.To(why, Observation.MaxWhyLength));

        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document is not null && read(document.RootElement) is { } reading
            ? reading
            : new Reading.Blind($"NovaVMS's answer on /{path} is not {shape} (docs/novavms-api.md).");
    }

    /// <summary>Null for what is no count.</summary>
    public static long? Count(this JsonElement parent, string name) =>
        long.TryParse(parent.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
