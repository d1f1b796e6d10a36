using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tables;

/// <summary>
/// How heads, events, effects and inputs look as table rows. The names are on disk. All that a step has to know
/// begins with <c>head</c> and is one short range, however long the process has lived: open effects stand there until
/// they are done, and then among the others.
/// </summary>
static class StreamRow
{
    public const string HeadKey = "head";
    public const string ThreadKey = "head-thread";
    public const string OpenEffectPrefix = "head-effect-";
    public const string EventPrefix = "event-";
    public const string EffectPrefix = "effect-";
    const string InputPrefix = "input-";

    public static TableEntity ToRow(Head head) => new TableEntity(head.Process.Value, HeadKey)
    {
        ["Version"] = head.Version,
        ["Deadline"] = head.Deadline,
        ["IsOver"] = head.IsOver,
    }.WithLongText("State", head.State);

    /// <param name="rows">All rows of a process whose keys begin with <see cref="HeadKey"/>.</param>
    public static Snapshot? ToSnapshot(IReadOnlyList<TableEntity> rows) =>
        rows.FirstOrDefault(row => row.RowKey == HeadKey) is { } head
            ? new Snapshot(
                ToHead(head),
                [.. rows.Where(row => row.RowKey.StartsWith(OpenEffectPrefix, StringComparison.Ordinal)).Select(ToEffect)],
                rows.FirstOrDefault(row => row.RowKey == ThreadKey)?.GetString("Receipt"))
            : null;

    public static TableEntity ThreadRow(EffectRow opened) =>
        new(opened.Id.Process.Value, ThreadKey) { ["Receipt"] = opened.Receipt };

    public static Head ToHead(TableEntity row) => new(
        new ProcessId(row.PartitionKey),
        row.GetInt64("Version")!.Value,
        row.ReadLongText("State"),
        row.GetDateTimeOffset("Deadline"),
        row.GetBoolean("IsOver")!.Value,
        row.ETag.ToString());

    public static TableEntity ToRow(ProcessId process, EventRow happened) =>
        new TableEntity(process.Value, Key(EventPrefix, happened.Version, happened.Index))
        {
            ["At"] = happened.Why.At,
            ["ById"] = happened.Why.By.Id,
            ["ByName"] = happened.Why.By.Name,
            ["Rule"] = happened.Why.Rule.Id,
        }.WithLongText("Event", happened.Json);

    public static EventRow ToEvent(TableEntity row)
    {
        var (version, index) = Place(row.RowKey);
        var rule = row.GetString("Rule");
        return new EventRow(version, index, row.ReadLongText("Event"), new Explanation(
            row.GetDateTimeOffset("At")!.Value,
            new Actor(row.GetString("ById"), row.GetString("ByName")),
            // A rule that was dropped since still explains what it led to.
            Rules.All.FirstOrDefault(known => known.Id == rule) ?? new Rule(rule, rule)));
    }

    public static TableEntity ToRow(EffectRow effect) =>
        new TableEntity(effect.Id.Process.Value, effect.Status == EffectStatus.Open ? OpenKey(effect.Id) : DoneKey(effect.Id))
        {
            ["Lane"] = effect.Effect.Lane.ToString(),
            ["Status"] = effect.Status.ToString(),
            ["Attempts"] = effect.Attempts,
            ["CreatedAt"] = effect.CreatedAt,
            ["NotBefore"] = effect.NotBefore,
            ["LeasedUntil"] = effect.LeasedUntil,
            ["Answer"] = effect.Answer,
            ["Receipt"] = effect.Receipt,
        }.WithLongText("Effect", JsonSerializer.Serialize(effect.Effect, EffectJson.Default.Effect));

    /// <summary>For taking an effect away from the open ones.</summary>
    public static TableEntity OpenRowOf(EffectRow effect) => new(effect.Id.Process.Value, OpenKey(effect.Id));

    public static EffectRow ToEffect(TableEntity row)
    {
        var (version, index) = Place(row.RowKey);
        return new EffectRow(
            new EffectId(new ProcessId(row.PartitionKey), version, index),
            JsonSerializer.Deserialize(row.ReadLongText("Effect"), EffectJson.Default.Effect)!,
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

    static string OpenKey(EffectId id) => Key(OpenEffectPrefix, id.Version, id.Index);

    static string DoneKey(EffectId id) => Key(EffectPrefix, id.Version, id.Index);

    static string Key(string prefix, long version, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{version:D10}-{index:D3}");

    static (long Version, int Index) Place(string key)
    {
        var parts = key.Split('-');
        return (long.Parse(parts[^2], CultureInfo.InvariantCulture), int.Parse(parts[^1], CultureInfo.InvariantCulture));
    }
}
