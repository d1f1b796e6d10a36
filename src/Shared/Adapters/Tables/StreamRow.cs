using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tables;

/// <summary>How heads, events, effects and inputs look as table rows. The names are on disk.</summary>
static class StreamRow
{
    public const string HeadKey = "head";
    public const string EventPrefix = "event-";
    public const string EffectPrefix = "effect-";
    const string InputPrefix = "input-";

    public static TableEntity ToRow(Head head) => new(head.Process.Value, HeadKey)
    {
        ["Version"] = head.Version,
        ["State"] = head.State,
        ["Deadline"] = head.Deadline,
        ["IsOver"] = head.IsOver,
    };

    public static Head ToHead(TableEntity row) => new(
        new ProcessId(row.PartitionKey),
        row.GetInt64("Version")!.Value,
        row.GetString("State"),
        row.GetDateTimeOffset("Deadline"),
        row.GetBoolean("IsOver")!.Value,
        row.ETag.ToString());

    public static TableEntity ToRow(ProcessId process, EventRow happened) =>
        new(process.Value, Key(EventPrefix, happened.Version, happened.Index))
        {
            ["Event"] = happened.Json,
            ["At"] = happened.Why.At,
            ["ById"] = happened.Why.By.Id,
            ["ByName"] = happened.Why.By.Name,
            ["Rule"] = happened.Why.Rule.Id,
        };

    public static EventRow ToEvent(TableEntity row)
    {
        var (version, index) = Place(row.RowKey);
        var rule = row.GetString("Rule");
        return new EventRow(version, index, row.GetString("Event"), new Explanation(
            row.GetDateTimeOffset("At")!.Value,
            new Actor(row.GetString("ById"), row.GetString("ByName")),
            // A rule that was dropped since still explains what it led to.
            Rules.All.FirstOrDefault(known => known.Id == rule) ?? new Rule(rule, rule)));
    }

    public static TableEntity ToRow(EffectRow effect) =>
        new(effect.Id.Process.Value, Key(EffectPrefix, effect.Id.Version, effect.Id.Index))
        {
            ["Effect"] = JsonSerializer.Serialize(effect.Effect, EffectJson.Default.Effect),
            ["Lane"] = effect.Effect.Lane.ToString(),
            ["Status"] = effect.Status.ToString(),
            ["Attempts"] = effect.Attempts,
            ["CreatedAt"] = effect.CreatedAt,
            ["NotBefore"] = effect.NotBefore,
            ["LeasedUntil"] = effect.LeasedUntil,
            ["Answer"] = effect.Answer,
            ["Receipt"] = effect.Receipt,
        };

    public static EffectRow ToEffect(TableEntity row)
    {
        var (version, index) = Place(row.RowKey);
        return new EffectRow(
            new EffectId(new ProcessId(row.PartitionKey), version, index),
            JsonSerializer.Deserialize(row.GetString("Effect"), EffectJson.Default.Effect)!,
            Enum.Parse<EffectStatus>(row.GetString("Status")),
            row.GetInt32("Attempts")!.Value,
            row.GetDateTimeOffset("CreatedAt")!.Value,
            row.GetDateTimeOffset("NotBefore")!.Value,
            row.GetDateTimeOffset("LeasedUntil")!.Value,
            row.GetString("Answer"),
            row.GetString("Receipt"),
            row.ETag.ToString());
    }

    /// <param name="outcome">The step it led to, or the reason why it led to none.</param>
    public static TableEntity ToRow(ProcessId process, InputId input, string outcome, DateTimeOffset at) =>
        new(process.Value, InputPrefix + StorageKey.Escape(input.Value)) { ["At"] = at, ["Outcome"] = outcome };


    static string Key(string prefix, long version, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{version:D10}-{index:D3}");

    static (long Version, int Index) Place(string key)
    {
        var parts = key.Split('-');
        return (long.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
