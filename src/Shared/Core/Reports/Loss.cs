using System.Text.Json.Serialization;
using OnCall.Core.Orgs;

namespace OnCall.Core.Reports;

/// <summary>What a customer can no longer see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LostView>))]
public enum LostView
{
    LiveView,
    Playback,
    Both,
}

/// <param name="Cameras">How many cameras are concerned; null for the whole org.</param>
public sealed record Loss(LostView Lost, int? Cameras)
{
    /// <summary>As many cameras as the org has are the whole org, however the customer puts it.</summary>
    public bool IsOfWholeOrg(FoundOrg? org) =>
        Cameras is not { } some || (org?.Cameras is { Total: > 0 } all && some >= all.Total);

    /// <summary>"A customer reports total loss of live view AND playback for an entire org."</summary>
    public bool IsTotal(FoundOrg? org) => Lost == LostView.Both && IsOfWholeOrg(org);
}

public static class LostViews
{
    /// <summary>In the middle of a sentence.</summary>
    public static string Spoken(this LostView lost) => lost switch
    {
        LostView.LiveView => "live view",
        LostView.Playback => "playback",
        _ => "live view and playback",
    };
}
