using System.Globalization;
using Microsoft.Extensions.Logging;
using OnCall.Engine.Notices;

namespace OnCall.Engine.Reconcile;

/// <summary>Do PagerDuty's own timers collide with the runbook? Said once for each service, timer and value.</summary>
public sealed partial class ServiceSettingsCheck(
    IPagingServices services, NoticeBoard notices, ILogger<ServiceSettingsCheck> log)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        switch (await services.ReadAsync(cancellation))
        {
            case Listing<PagingService>.Read read:
                foreach (var service in read.Items)
                {
                    await LookAtAsync($"ack-timeout-{service.Id}", service.AcknowledgementTimeout, AckExpires, service, cancellation);
                    await LookAtAsync($"auto-resolve-{service.Id}", service.AutoResolveTimeout, ClosesItself, service, cancellation);
                }

                break;
            case Listing<PagingService>.NotRead unread:
                LogNotRead(unread.Why);
                break;
        }
    }

    async Task LookAtAsync(
        string notice, TimeSpan? timeout, Func<PagingService, TimeSpan, NoticeText> warning, PagingService service,
        CancellationToken cancellation)
    {
        if (timeout is not { } after)
            return;
        if (after == TimeSpan.Zero)
            await notices.SettleAsync(notice, cancellation);
        else
            await notices.AnnounceAsync(notice, warning(service, after), cancellation);
    }

    static NoticeText AckExpires(PagingService service, TimeSpan after) => new(
        $"PagerDuty's service {service.Name} lets an acknowledgement expire after {Spoken(after)}.",
        "By the runbook an ack stops the escalation timer. Here PagerDuty takes it back while somebody is still working, "
        + $"and pages again. Switch the acknowledgement timeout off: {WhereToMend(service)}");

    static NoticeText ClosesItself(PagingService service, TimeSpan after) => new(
        $"PagerDuty's service {service.Name} closes incidents by itself after {Spoken(after)}.",
        "By the runbook an incident is open until somebody has resolved it. Closed by a clock, it pages nobody any more and "
        + $"is missing from the handover. Switch auto-resolution off: {WhereToMend(service)}");

    static string WhereToMend(PagingService service) =>
        service.Url?.AbsoluteUri ?? "the service's settings in PagerDuty.";

    static string Spoken(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalHours: < 1 } or { Minutes: not 0 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reconcile: the services' settings could not be read: {Why}")]
    partial void LogNotRead(string why);
}
