using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Impersonations;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Security;

namespace OnCall.Core.Tests.Security;

/// <summary>"Any active security event". On Tuesday 6 January 2026 Ada is primary and Ben secondary; Lea leads, Tom is CTO.</summary>
public class SecurityTests
{
    public static readonly DateTimeOffset Now = Instant("2026-01-06T08:42Z");

    static readonly OnCallPolicy Policy = Novalien.Policy with { Security = new SecurityPolicy(["support-lead@novalien.com"]) };

    static readonly Grant OursForCyd = new(
        "grant_1", new IncidentId("P1"), "cyd@novalien.com", "org_7f3a", Instant("2026-01-06T08:30Z"), Instant("2026-01-06T09:00Z"));

    public static SecurityDecider DeciderFor(IOverrides? overrides = null)
    {
        var chain = new EscalationChain(Policy, Novalien.CalendarOf(Policy), overrides);
        return new SecurityDecider(new KnownActors(Policy, chain), chain);
    }

    // Who acts, in which org, when, and what becomes of it.
    [Theory]
    [InlineData("ada@novalien.com", "08:42", "Ada is on call (primary)")]
    [InlineData("ADA@novalien.com ", "08:42", "Ada is on call (primary)")]
    [InlineData("ben@novalien.com", "08:42", "Ben is on call (secondary)")]
    [InlineData("lea@novalien.com", "08:42", "Lea is on call (engineering lead)")]
    [InlineData("tom@novalien.com", "08:42", "Tom is on call (CTO)")]
    [InlineData("Support-Lead@novalien.com", "08:42", "Support-Lead@novalien.com is on the policy's list (security.knownImpersonators)")]
    public void Whoever_is_on_call_or_on_the_list_may_act_inside_an_org_and_it_is_recorded_why(string email, string at, string because)
    {
        var happened = Assert.IsType<SecurityHappening.Allowed>(Receive(Started(email, at: at)));
        Assert.Equal(because, happened.Because);
        Assert.Empty(DeciderFor().EffectsOf(happened));
    }

    // Cyd is of the team and not on call this week. With our grant: the org, when it began, and why it does not count.
    [Theory]
    [InlineData("org_7f3a", "08:42", null)]
    [InlineData("org_7f3a", "08:29", null)] // clocks need not agree to the second
    [InlineData("org_7f3a", "09:01", null)]
    [InlineData("org_7f3a", "08:28", "grant grant_1 was minted only at 08:30:00 UTC")]
    [InlineData("org_7f3a", "09:02", "grant grant_1 ended at 09:00:00 UTC")]
    [InlineData("org_11c0", "08:42", "grant grant_1 is for org org_7f3a")]
    [InlineData(null, "08:42", "grant grant_1 is for org org_7f3a")]
    public void A_grant_of_ours_counts_for_its_own_org_and_time_alone(string? org, string at, string? whyNot)
    {
        var happened = Receive(Started("cyd@novalien.com", org, "grant_1", at), OursForCyd, Instant("2026-01-06T10:00Z"));
        if (whyNot is null)
            Assert.Equal("cyd@novalien.com holds grant grant_1 of ours for incident P1", Assert.IsType<SecurityHappening.Allowed>(happened).Because);
        else
            Assert.Contains($"and {whyNot}.", Assert.IsType<SecurityHappening.Paged>(happened).Alert.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_elses_use_of_a_grant_of_ours_pages() => Assert.Contains(
        "grant grant_1 was minted for cyd@novalien.com",
        Assert.IsType<SecurityHappening.Paged>(Receive(Started("stranger@example.com", grant: "grant_1"), OursForCyd)).Alert.Why,
        StringComparison.Ordinal);

    [Fact]
    public void An_unknown_actor_pages_and_it_is_said_what_was_looked_at()
    {
        var alert = Assert.IsType<SecurityHappening.Paged>(Receive(Started("stranger@example.com", grant: "grant_9"))).Alert;
        Assert.Equal("unknown-impersonation/evt_1", alert.Key.Value);
        Assert.Equal("Impersonation by an unknown actor: stranger@example.com in Harbour (org_7f3a)", alert.Summary);
        Assert.Equal(
            "platform.impersonation_started in Harbour (org_7f3a) with the reason \"looking\": stranger@example.com is not on call "
            + "(on call are Ada, Ben, Lea, Tom), not on the policy's list, and grant grant_9 is none of ours.", alert.Why);
    }

    [Fact]
    public void Nobody_who_is_named_is_an_unknown_actor() => Assert.Contains(
        "the event names no actor", Assert.IsType<SecurityHappening.Paged>(Receive(Started(null))).Alert.Why, StringComparison.Ordinal);

    [Fact]
    public void An_override_counts_as_being_on_call()
    {
        var book = new Overridden([Cyd(from: "2026-01-06T08:00Z", to: "2026-01-06T09:00Z")]);
        Assert.Equal("Cyd is on call (primary)", Assert.IsType<SecurityHappening.Allowed>(Receive(Started("cyd@novalien.com"), overrides: book)).Because);
        Assert.IsType<SecurityHappening.Paged>(Receive(Started("ada@novalien.com"), overrides: book));
    }

    // The handover from Ada and Ben to Ben and Cyd is on 12 January at 09:00Z.
    [Theory]
    [InlineData("2026-01-12T08:59:59Z", true)] // it was on its way over the handover
    [InlineData("2026-01-12T09:00:00Z", false)]
    [InlineData("2026-01-19T09:00:00Z", false)] // nobody is judged by a time that is to come
    public void It_counts_who_was_on_call_when_it_began(string at, bool isKnown) => Assert.Equal(
        isKnown,
        Receive(Started("ada@novalien.com") with { At = Instant(at) }, now: Instant("2026-01-12T09:05Z")) is SecurityHappening.Allowed);

    [Fact]
    public void A_confirmed_leak_pages_at_once_with_what_leaked_and_who_says_so()
    {
        var leak = new ProductEvent.CredentialLeak("evt_1", Now, "API key in a repository", "org_7f3a", new Uri("https://git.example/1"), Actor.NovaVms);
        var alert = Assert.IsType<SecurityHappening.Paged>(Receive(leak)).Alert;

        Assert.Equal("credential-leak/evt_1", alert.Key.Value);
        Assert.Equal("Confirmed credential leak: API key in a repository", alert.Summary);
        Assert.Equal("NovaVMS reports a confirmed credential leak in org org_7f3a: API key in a repository. Each one pages at once.", alert.Why);
        Assert.Equal("https://git.example/1", Assert.Single(alert.Links).Url.AbsoluteUri);
    }

    [Fact]
    public void A_leak_of_which_nobody_says_what_leaked_pages_too() => Assert.Equal(
        "Confirmed credential leak: what leaked is not said",
        Assert.IsType<SecurityHappening.Paged>(
            Receive(new ProductEvent.CredentialLeak("evt_1", Now, null, null, null, Actor.NovaVms))).Alert.Summary);

    [Theory]
    [InlineData(1, "1 row of platform_audit_log deleted: should be impossible, investigate")]
    [InlineData(7, "7 rows of platform_audit_log deleted: should be impossible, investigate")]
    [InlineData(null, "An unknown number of rows of platform_audit_log deleted: should be impossible, investigate")]
    public void Any_deletion_of_audit_rows_pages_also_by_somebody_on_call(int? rows, string summary)
    {
        var alert = Assert.IsType<SecurityHappening.Paged>(
            Receive(new ProductEvent.AuditLogDeleted("evt_1", Now, rows, "ada@novalien.com", null))).Alert;
        Assert.Equal(("audit-log-deletion/evt_1", summary), (alert.Key.Value, alert.Summary));
    }

    [Theory]
    [InlineData("camera.offline", "camera-offline", "One camera is not page-worthy: it is a normal support ticket.")]
    [InlineData("gateway.offline", "gateway-offline", "One gateway is not page-worthy, a mass drop is, which is watched by itself: it is a normal support ticket.")]
    [InlineData("search.slow", "search-slow", "A slow search query is not page-worthy: it is a normal support ticket.")]
    [InlineData("Moon/phase_changed", "moon-phase-changed", "Moon/phase_changed is none of the P1 criteria: it is a normal support ticket.")]
    public void A_single_camera_one_gateway_or_a_slow_search_are_none_of_them_page_worthy(string type, string rule, string why)
    {
        var noise = EventNoise.Of(new OtherEvent("evt_1", type, Now, "words", "org_7f3a", null));
        Assert.Equal((rule, $"{type} in org org_7f3a: words", why), (noise.Rule, noise.What, noise.WhyNoPage));
    }

    [Fact]
    public void What_PagerDuty_refuses_for_good_is_said_to_the_primary()
    {
        var paged = Assert.IsType<SecurityHappening.Paged>(Receive(Started("stranger@example.com")));
        var decider = DeciderFor();
        var state = decider.Evolve(decider.Initial, paged);
        var refused = Assert.IsType<Decision<SecurityHappening>.Accept>(
            decider.Decide(state, decider.Refuse(new Effect.TriggerAlert(paged.Alert), "no such key", Now)));
        Assert.Equal(
            new Effect.TellAlertRefused(
                paged.Alert, new(EscalationRole.Primary, 1, Novalien.Ada), new(EscalationRole.Secondary, 2, Novalien.Ben), "no such key", Now),
            Assert.Single(decider.EffectsOf(Assert.Single(refused.Events))));
    }

    [Fact]
    public void What_PagerDuty_refused_goes_out_by_itself_once_it_takes_it()
    {
        var paged = Assert.IsType<SecurityHappening.Paged>(Receive(Started("stranger@example.com")));
        var (decider, trigger) = (DeciderFor(), new Effect.TriggerAlert(paged.Alert));
        SecurityCase state = new SecurityCase.NotPaged(paged.Alert, Core.Alerts.RefusedPage.First("no such key", Now));

        Assert.Equal([trigger], EffectsOf(decider.WakeUp(Now.AddMinutes(5))));
        var notice = Assert.IsType<Effect.TellNotice>(Assert.Single(EffectsOf(decider.Performed(trigger, receipt: null, Now.AddMinutes(5))!)));
        Assert.Contains("after it had refused it for 5 min", notice.What, StringComparison.Ordinal);
        Assert.IsType<SecurityCase.Paged>(state);
        Assert.True(decider.IsOver(state));

        IReadOnlyList<Effect> EffectsOf(SecurityCommand command)
        {
            var accepted = Assert.IsType<Decision<SecurityHappening>.Accept>(decider.Decide(state, command));
            state = accepted.Events.Aggregate(state, decider.Evolve);
            return [.. accepted.Events.SelectMany(decider.EffectsOf)];
        }
    }

    public static ProductEvent.ImpersonationStarted Started(
        string? email, string? org = "org_7f3a", string? grant = null, string at = "08:42") =>
        new("evt_1", Instant($"2026-01-06T{at}Z"), email, org, org is null ? null : "Harbour", grant, "looking");

    static SecurityHappening Receive(
        ProductEvent happened, Grant? grant = null, DateTimeOffset? now = null, IOverrides? overrides = null) =>
        Assert.Single(Assert.IsType<Decision<SecurityHappening>.Accept>(DeciderFor(overrides).Decide(
            new SecurityCase.None(), new SecurityCommand.Receive(happened, grant, now ?? Now))).Events);

    static Override Cyd(string from, string to) => new(
        1, new Stretch(OnCallRole.Primary, Novalien.Cyd.Id, Instant(from), Instant(to)), Actor.Of(Novalien.Ada), Now, "dentist");

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    sealed class Overridden(IReadOnlyList<Override> overrides) : IOverrides
    {
        public IReadOnlyList<Override> Current => overrides;
    }
}
