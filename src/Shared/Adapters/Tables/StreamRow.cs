using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tables;

/// <summary>
/// How processes look as table rows. The names are on disk. All that a step has to know is in the row <c>head</c>: also
/// what is open, so that it is one read however long the process has lived. What is done has a row of its own.
/// </summary>
static class StreamRow
{
    public const string HeadKey = "head";
    public const string EventPrefix = "event-";
    public const string EffectPrefix = "effect-";
    const string InputPrefix = "input-";

    public static TableEntity ToRow(Snapshot process) => new TableEntity(process.Process.Value, HeadKey)
    {
        ["Version"] = process.Head.Version,
        ["Deadline"] = process.Head.Deadline,
        ["IsOver"] = process.Head.IsOver,
        ["Thread"] = process.Thread,
    }.WithLongText("State", process.Head.State).WithLongText("Open", OpenEffect.Write(process.Open));

    public static Snapshot ToSnapshot(TableEntity row)
    {
        var process = new ProcessId(row.PartitionKey);
        var head = new Head(
            process,
            row.GetInt64("Version")!.Value,
            row.ReadLongText("State"),
            row.GetDateTimeOffset("Deadline"),
            row.GetBoolean("IsOver")!.Value,
            row.ETag.ToString());
        return new Snapshot(head, OpenEffect.Read(process, row.ReadLongText("Open")), row.GetString("Thread"));
    }

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

    /// <summary>For an effect that is open no longer.</summary>
    public static TableEntity ToRow(EffectRow effect) =>
        new TableEntity(effect.Id.Process.Value, Key(EffectPrefix, effect.Id.Version, effect.Id.Index))
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
            row.GetString("Receipt"));
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
