using OnCall.Adapters.Slack;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>The words that people read, as they leave the process.</summary>
public class IncidentMessagesTests
{
    static readonly DateTimeOffset AckBy = Fixture.Start.AddMinutes(15);
    const string AckTime = "<!date^1780304220^{time}|08:57 UTC>";

    static Effect.DeclareIncident Declaration(Page page) =>
        new(page, Fixture.Primary, Fixture.Secondary, "unknown", AckBy);

    static Effect.TellEscalated Escalation(Page page) => new(
        page, Fixture.Primary, Fixture.Secondary, $"primary Ada did not acknowledge by 08:57 UTC: {page.Title}", AckBy.AddMinutes(15));

    [Fact]
    public void A_declaration_says_when_what_who_and_why() => Says(
        Declaration(Fixture.Page),
        $"🚨 Incident: Cloud API returns 5xx (service: API Service). Started <!date^1780303320^{{date_short_pretty}} {{time}}|08:42 UTC>. "
        + $"<@U0ADA> is paged as primary: acknowledge by {AckTime}. Secondary: Ben. Hypothesis: unknown.",
        "🚨 Incident declared",
        "*<https://acme.pagerduty.com/incidents/PGR0VU2|Cloud API returns 5xx>*",
        "*Paged*\n<@U0ADA> (primary)",
        $"*Acknowledge by*\n{AckTime}",
        "*Started*\n<!date^1780303320^{date_short_pretty} {time}|08:42 UTC>",
        "*Service*\nAPI Service",
        "*Secondary*\nBen",
        "*Hypothesis*\nunknown",
        "*First ten minutes, in this order*\n▫️ 1. Page acknowledged\n▫️ 2. Incident declared\n▫️ 3. Prod health checked\n"
        + "▫️ 4. Cloud server looked at\n▫️ 5. Recent deploys checked\n▫️ 6. Reliability reports checked\n"
        + "▫️ 7. If customer-reported: customer asked, cross-org search done\n▫️ 8. Outward word sent",
        "Acknowledge in PagerDuty: that stops the escalation timer. Updates follow in this thread; 📌 puts a message into the timeline. "
        + "· <https://acme.pagerduty.com/incidents/PGR0VU2|PagerDuty>");

    [Fact]
    public void An_acknowledgement_says_who_has_it() => Says(
        new Effect.TellAcknowledged(Fixture.Page, Fixture.AdaActs, Fixture.Start.AddMinutes(3)),
        "👀 Ada has it: acknowledged at <!date^1780303500^{time}|08:45 UTC>. Nobody else is paged.",
        "👀 Ada has it: acknowledged at <!date^1780303500^{time}|08:45 UTC>. Nobody else is paged.");

    [Fact]
    public void An_escalation_calls_the_next_one_first() => Says(
        Escalation(Fixture.Page),
        "⏫ <@U0BEN>, you are paged as secondary: please take over. Acknowledge by <!date^1780305120^{time}|09:12 UTC>. "
        + "Primary Ada did not acknowledge. Cloud API returns 5xx",
        "⏫ <@U0BEN>, you are paged as secondary: please take over. Acknowledge by <!date^1780305120^{time}|09:12 UTC>.\n"
        + "Primary Ada did not acknowledge.",
        "*<https://acme.pagerduty.com/incidents/PGR0VU2|Cloud API returns 5xx>*",
        "Note in PagerDuty: primary Ada did not acknowledge by 08:57 UTC: Cloud API returns 5xx");

    [Fact]
    public void A_skipped_level_is_said() => Says(
        new Effect.TellLevelSkipped(Fixture.Page, EscalationRole.Lead),
        "Skipped the engineering lead: nobody else stands on that level.",
        "Skipped the engineering lead: nobody else stands on that level.");

    [Fact]
    public void Who_was_not_paged_after_all_is_named_and_not_woken() => Says(
        new Effect.TellPageNotNeeded(Fixture.Page, Fixture.Ben, "PagerDuty shows it acknowledged already."),
        "Ben was not paged after all: PagerDuty shows it acknowledged already.",
        "Ben was not paged after all: PagerDuty shows it acknowledged already.");

    [Fact]
    public void When_nobody_is_left_everybody_is_asked()
    {
        var effect = new Effect.TellNobodyLeft(Fixture.Page, Fixture.Cto, Fixture.Start.AddHours(1));
        const string Alarm = "🆘 <!channel> Nobody has acknowledged this incident, and everybody in the escalation chain was paged. "
            + "The last was CTO Tom, silent until <!date^1780306920^{time}|09:42 UTC>.";
        const string WhatToDo = "Whoever reads this first: acknowledge it in PagerDuty and say so here. "
            + "If you cannot, phone somebody who can.";
        Says(
            effect,
            $"{Alarm} {WhatToDo} Cloud API returns 5xx",
            Alarm, "*<https://acme.pagerduty.com/incidents/PGR0VU2|Cloud API returns 5xx>*", WhatToDo);
        Assert.True(IncidentMessages.Of(effect).AlsoInChannel);
    }

    [Theory]
    [InlineData(0, "less than a minute")]
    [InlineData(-5, "less than a minute")] // PagerDuty's clocks need not agree
    [InlineData(59, "59 min")]
    [InlineData(72, "1 h 12 min")]
    [InlineData(1500, "1 d 1 h")]
    public void A_resolution_says_who_and_after_how_long(int minutes, string lasting)
    {
        var message = IncidentMessages.Of(
            new Effect.TellResolved(Fixture.Page, Actor.PagerDuty, Fixture.Start.AddMinutes(minutes)));
        Assert.StartsWith("✅ Resolved by PagerDuty at <!date^", message.Text, StringComparison.Ordinal);
        Assert.EndsWith($", {lasting} after it started.", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!channel> wake up")]
    [InlineData("<@U0TOM> & <https://evil.example|click>")]
    public void A_hostile_title_pings_nobody(string title)
    {
        foreach (var effect in EffectsOf(Fixture.Page with { Title = title, Url = null, Service = title }))
            Assert.DoesNotContain(SlackTexts.Of(IncidentMessages.Of(effect)), text =>
                text.Contains("<!channel>", StringComparison.Ordinal)
                || text.Contains("<@U0TOM>", StringComparison.Ordinal)
                || text.Contains("<https://evil", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_escaped_before_stays_what_they_wrote() => Assert.Contains(
        "&amp;lt;!channel&amp;gt;",
        IncidentMessages.Of(Declaration(Fixture.Page with { Title = "&lt;!channel&gt;" })).Text, StringComparison.Ordinal);

    [Fact]
    public void A_title_cannot_forge_a_line() => Assert.Contains(
        "all is well *Paged* nobody",
        IncidentMessages.Of(Declaration(Fixture.Page with { Title = "all is well\r\n\u2028*Paged*\nnobody" })).Text,
        StringComparison.Ordinal);

    [Theory]
    [InlineData('x')]
    [InlineData('&')] // five times as long when it is escaped
    [InlineData('\ud83d')] // half of a character, ten thousand times
    public void Everything_stays_within_the_limits_of_Slack(char character)
    {
        var title = new string(character, 10_000);
        var page = Fixture.Page with { Title = title, Service = title, Url = new Uri($"https://acme.example/{new string('p', 10_000)}") };
        foreach (var message in EffectsOf(page).Select(IncidentMessages.Of))
        {
            Assert.InRange(message.Text.Length, 1, 4000);
            foreach (var block in message.Blocks)
                switch (block)
                {
                    case SlackBlock.Header header:
                        Assert.InRange(header.Text.Text.Length, 1, 150);
                        break;
                    case SlackBlock.Section section:
                        Assert.InRange(section.Text?.Text.Length ?? 1, 1, 3000);
                        Assert.InRange(section.Fields?.Count ?? 1, 1, 10);
                        Assert.All(section.Fields ?? [], field => Assert.InRange(field.Text.Length, 1, 2000));
                        break;
                }
        }
    }

    [Fact]
    public void No_message_has_more_than_one_emoji() => Assert.All(EffectsOf(Fixture.Page), effect => Assert.InRange(
        IncidentMessages.Of(effect).Text.EnumerateRunes().Count(rune => rune.Value > 0x2300), 0, 1));

    static Effect.ToSlack[] EffectsOf(Page page) =>
    [
        Declaration(page),
        new Effect.TellAcknowledged(page, new Actor("pagerduty:X", page.Title), AckBy),
        Escalation(page),
        new Effect.TellLevelSkipped(page, EscalationRole.Secondary),
        new Effect.TellResolved(page, new Actor("pagerduty:X", page.Title), AckBy),
        .. IncidentCourseMessagesTests.EffectsOf(page),
    ];

    static void Says(Effect.ToSlack effect, string text, params string[] blocks)
    {
        var message = IncidentMessages.Of(effect);
        Assert.Equal(text, message.Text);
        Assert.Equal(blocks, SlackTexts.Of(message).Skip(1));
    }
}
