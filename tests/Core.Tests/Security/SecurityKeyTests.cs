using CsCheck;
using OnCall.Core.Alerts;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Core.Security;

namespace OnCall.Core.Tests.Security;

/// <summary>Each event pages with a key of its own, so that none is ever grouped into another.</summary>
public class SecurityKeyTests
{
    static readonly Gen<string> Id = Gen.String[Gen.Char["ab/%~ \u00e4-_."], 1, 300].Where(id => !string.IsNullOrWhiteSpace(id));

    [Fact]
    public void Distinct_events_never_share_a_key() => Gen.Select(Id, Id).Sample((one, other) =>
    {
        var keys = Alerts(one).Concat(one == other ? [] : Alerts(other)).Select(alert => alert.Key.Value).ToList();
        return keys.Distinct().Count() == keys.Count && keys.All(key => key.Length is > 0 and <= DedupKey.MaxLength);
    });

    [Fact]
    public void A_key_is_of_the_event_and_not_of_what_it_says_or_when() => Id.Sample(id =>
        Alerts(id).Select(alert => alert.Key).SequenceEqual(Alerts(id, hours: 5, what: "something else").Select(alert => alert.Key)));

    [Fact]
    public void A_customers_report_is_known_by_its_org_alone() => Gen.Select(Id, Id).Sample((one, other) =>
        (Key(one) == Key(other)) == (one == other));

    static IEnumerable<Alert> Alerts(string id, int hours = 0, string what = "a key")
    {
        var at = SecurityTests.Now.AddHours(hours);
        yield return SecurityAlerts.Of(new ProductEvent.CredentialLeak(id, at, what, what, null, Actor.NovaVms));
        yield return SecurityAlerts.Of(new ProductEvent.ImpersonationStarted(id, at, what, what, what, what, what), "why");
        yield return SecurityAlerts.Of(new ProductEvent.AuditLogDeleted(id, at, hours, what, what));
    }

    static DedupKey Key(string org) => ReportSentences.Alert(
        new CustomerReport(
            new ReportedOrg.Found(Reports.ReportTests.Harbour with { Id = org }), new Loss(LostView.Both, null), "words", Actor.Of(Novalien.Ada)),
        SecurityTests.Now).Key;
}
