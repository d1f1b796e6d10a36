using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Text;

namespace OnCall.Core.Alerts;

/// <summary>What people are told of a refused page after it was shouted.</summary>
static class RefusedPageNotices
{
    public static Effect.TellNotice Taken(string rule, DateTimeOffset refusedSince, DateTimeOffset at) => new(
        $"PagerDuty takes the alert {rule} now, after it had refused it for {(at - refusedSince).Spoken()}.",
        "It pages whoever is on call. Nothing else is to be done.", at);

    public static Effect.TellNotice Over(string rule, RefusedPage page, DateTimeOffset at) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{rule} has recovered. PagerDuty has refused its alert since {page.Since:HH:mm} UTC and paged nobody."),
        $"{page.Why} Mend it: the next alert is refused too.", at);

    public static Effect.TellNotice GivenUp(Alert alert, string why, DateTimeOffset at) => new(
        $"PagerDuty has refused a page for {RefusedPage.TryFor.Spoken()}, and it is not tried again: {alert.Summary}",
        $"{why} If nobody has it yet, page by hand. Mend it: the next alert is refused too.", at);
}
