using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Core.Noise;

/// <summary>When a report is said: "handled business hours". A calendar without a clock.</summary>
public sealed class NoiseHours(OnCallPolicy policy)
{
    readonly OnCallZone _zone = new(policy.Zone);
    readonly BusinessCalendar _business = new(policy.BusinessHours, new OnCallZone(policy.Zone));

    public DateTimeOffset NextOpening(DateTimeOffset instant) => _business.NextOpening(instant);

    /// <summary>True for the first instant of business hours: what waits until then has waited since they closed.</summary>
    public bool IsOpening(DateTimeOffset instant) => _business.NextOpening(instant - TimeSpan.FromTicks(1)) == instant;

    /// <summary>Null in business hours; outside them, until when everything waits.</summary>
    public DateTimeOffset? HeldOverUntil(DateTimeOffset now) => _business.NextOpen(now) is var open && open > now ? open : null;

    /// <summary>When it is said that is due then. What is due when they close is said when they open again.</summary>
    public DateTimeOffset SaidAt(DateTimeOffset due) => _business.NextOpen(due);

    public DateOnly DateAt(DateTimeOffset instant) => _zone.DateAt(instant);

    public string Show(DateTimeOffset instant) => _zone.Show(instant);

    /// <summary>Said at once, or held until when. Nothing else can become of a report.</summary>
    /// <param name="book">With nothing due in it.</param>
    public NoiseEvent FateOf(HeardNoise heard, NoiseBook book, DateTimeOffset now)
    {
        var report = NoiseLimits.Within(heard.Report, now);
        return WaitsUntil(report.Rule, heard.SilencedUntil is not null, book, now) is { } until
            ? new NoiseEvent.Held(report, until, heard.SilencedUntil, now)
            : new NoiseEvent.SaidAtOnce(report, now + policy.Noise.BundleWithin, now);
    }

    /// <summary>When the report of a rule that came last is said, or was.</summary>
    /// <param name="book">As it is since.</param>
    public DateTimeOffset SaidAt(NoiseBook book, HeardNoise last, DateTimeOffset now)
    {
        var rule = NoiseLimits.Within(last.Report, now).Rule;
        var said = book.Open.LastOrDefault(one => one.Rule == rule && one.Until > now);
        var waiting = book.Waiting.FirstOrDefault(bundle => bundle.Rule == rule)
            ?? (said is null ? book.Waiting.FirstOrDefault(bundle => bundle.Rule == NoiseBundle.OtherRules) : null);
        // What waits longer than further ones do was silenced: this one was not, so it was said at once.
        var isSaid = waiting is null
            || (last.SilencedUntil is null && said is not null && waiting.Until > SaidAt(said.Until));
        return isSaid ? said?.At ?? now : waiting!.Until;
    }

    DateTimeOffset? WaitsUntil(string rule, bool isSilenced, NoiseBook book, DateTimeOffset now)
    {
        if (isSilenced)
            return _business.NextOpening(now);
        if (HeldOverUntil(now) is { } opening)
            return opening;
        if (book.OpenUntil(rule, now) is { } until)
            return SaidAt(until);
        var open = book.Open.Where(said => said.Until > now).ToList();
        return open.Count >= NoiseLimits.MaxAtOnce ? SaidAt(open.Min(said => said.Until)) : null;
    }
}
