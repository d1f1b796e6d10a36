using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>The words that people read about what is not page-worthy, as they leave the process.</summary>
public class NoiseMessagesTests
{
    const string Seen = "<!date^1780303320^{date_short_pretty} {time}|08:42 UTC>";
    const string Later = "<!date^1780304220^{date_short_pretty} {time}|08:57 UTC>";

    static readonly DateTimeOffset Start = Fixture.Start;
    static readonly Uri Url = new("https://novavms.novalien.com/gateways/berlin-03");

    static readonly NoiseBundle One = NoiseBundle.Of(
        new NoiseReport("gateway-offline", "gateway berlin-03 is offline", "one gateway of 412 is 0.2 %, of more than 10 %.", Start, Url),
        Start, silencedUntil: null);

    static readonly NoiseBundle Five = One with
    {
        Count = 5,
        Last = Start.AddMinutes(15),
        Newest = [new("gateway muc-01 is offline", Start.AddMinutes(15)), One.Newest[0]],
    };

    [Fact]
    public void The_first_of_a_rule_says_what_when_why_it_did_not_page_and_when_further_ones_come() => Assert.Equal(
        [
            $"🔉 *gateway-offline*: <{Url}|gateway berlin-03 is offline>",
            $"Seen {Seen}. Not paged: one gateway of 412 is 0.2 %, of more than 10 %. Further ones wait until {Later} and come together.",
        ],
        SlackTexts.Of(NoiseMessages.Of(new Effect.TellNoise(One, Start.AddMinutes(15)))).Skip(1));

    [Fact]
    public void A_bundle_says_how_many_from_when_to_when_and_the_newest() => Assert.Equal(
        [
            $"🔉 *gateway-offline*: 5 reports, first {Seen}, last {Later}\n• gateway muc-01 is offline, {Later}\n"
            + $"• <{Url}|gateway berlin-03 is offline>, {Seen}\n… and 3 more\nNot paged: one gateway of 412 is 0.2 %, of more than 10 %.",
            $"Further ones wait until {Later} and come together.",
        ],
        SlackTexts.Of(NoiseMessages.Of(new Effect.TellNoiseBundle(Five, Start.AddMinutes(15)))).Skip(1));

    [Fact]
    public void A_digest_counts_all_and_tells_rule_by_rule() => Assert.Equal(
        [
            "🗒️ 6 reports that paged nobody",
            $"From {Seen} to {Later}, of 2 rules. None is page-worthy: they are handled in business hours.",
            $"*gateway-offline*: 5 reports, first {Seen}, last {Later} · 🔕 silenced until {Later}\n• gateway muc-01 is offline, {Later}\n"
            + $"• <{Url}|gateway berlin-03 is offline>, {Seen}\n… and 3 more\nNot paged: one gateway of 412 is 0.2 %, of more than 10 %.",
            $"*search-slow*: 1 report, {Seen}\n• <{Url}|gateway berlin-03 is offline>\nIt is none of what pages.",
        ],
        SlackTexts.Of(NoiseMessages.Of(new Effect.TellDigest(
            [Five with { SilencedUntil = Start.AddMinutes(15) }, One with { Rule = "search-slow", WhyNoPage = "" }], Start))).Skip(1));

    // How many rules, and of what their texts are made: of letters, and of what is five times as long when it is escaped.
    [Theory]
    [InlineData(33, 'x')]
    [InlineData(33, '&')]
    [InlineData(500, 'x')]
    [InlineData(500, '&')]
    public async Task Slack_takes_a_digest_of_ten_thousand_reports_and_nothing_of_it_disappears_in_silence(int rules, char letter)
    {
        var count = 10_000 / rules;
        var bundles = Enumerable.Range(0, rules).Select(rule => Five with
        {
            Rule = $"{rule:D3}{new string(letter, NoiseLimits.MaxRuleLength - 3)}",
            Count = count,
            WhyNoPage = new string(letter, NoiseLimits.MaxTextLength),
            Newest = [.. Enumerable.Repeat(new NoiseSentence(new string(letter, NoiseLimits.MaxTextLength), Start, Url), NoiseLimits.MaxSentences)],
        }).ToList();
        var message = NoiseMessages.Of(new Effect.TellDigest(bundles, Start));

        Assert.InRange(SlackTexts.Of(message).Skip(1).Sum(text => text.Length), 1, NoiseMessages.MaxMarkup + 1000);
        var told = string.Join('\n', SlackTexts.Of(message).Skip(1));
        Assert.Contains(FormattableString.Invariant($"{count * rules:N0} reports"), told, StringComparison.Ordinal);
        Assert.Contains("GET /api/noise", told, StringComparison.Ordinal);
        AssertAllCounted(told, rules);

        await using var sandbox = await SlackSandbox.StartAsync();
        var client = new SlackClient(sandbox.Calls(), Fixture.Policy, sandbox.Clock);
        var delivery = await client.PerformAsync(
            new Letter(Fixture.EffectId(), new Effect.TellDigest(bundles, Start), 1, null, Start), TestContext.Current.CancellationToken);
        Assert.IsType<Delivery.Done>(delivery);
        Assert.Equal(Fixture.Policy.Channels.Noise, Assert.Single(sandbox.Slack.Messages).Channel);
    }

    [Theory]
    [InlineData("<!channel> wake up")]
    [InlineData("<@U0TOM> & <https://evil.example|click>")]
    public void Hostile_words_ping_nobody(string words)
    {
        var bundle = NoiseBundle.Of(new NoiseReport(words, words, words, Start), Start, silencedUntil: null);
        Assert.All(
            MessagesOf(bundle).Append(NoiseAnswers.Listed(NoiseBook.Empty.With([bundle]))).SelectMany(SlackTexts.Of),
            text =>
            {
                Assert.DoesNotContain("<!channel>", text, StringComparison.Ordinal);
                Assert.DoesNotContain("<@", text, StringComparison.Ordinal);
                Assert.DoesNotContain("<https://evil", text, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void Who_asks_in_Slack_is_told_what_waits_until_when_and_what_was_said()
    {
        var book = (NoiseBook.Empty with { Reported = 12, Said = 7 })
            .With([Five with { Until = Start.AddMinutes(15), SilencedUntil = Start.AddMinutes(15) }]).Remember([Five, One], Start);
        var told = string.Join('\n', SlackTexts.Of(NoiseAnswers.Listed(book)).Skip(1));

        Assert.Contains("5 reports wait", told, StringComparison.Ordinal);
        Assert.Contains($"*gateway-offline* ×5 until {Later}, last {Later}: gateway muc-01 is offline 🔕 silenced until {Later}", told, StringComparison.Ordinal);
        Assert.Contains($"✓ {Seen}: 6 reports of 2 rules were said", told, StringComparison.Ordinal);
        Assert.Contains("Of 12 reports so far 7 were said.", told, StringComparison.Ordinal);
        Assert.Contains("Nothing waits.", NoiseAnswers.Listed(NoiseBook.Empty).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_says_how_many_rules_are_not_shown()
    {
        var waiting = Enumerable.Range(0, NoiseLimits.MaxRules).Select(rule => One with
        {
            Rule = $"{rule}{new string('&', NoiseLimits.MaxRuleLength)}",
            Newest = [new NoiseSentence(new string('&', NoiseLimits.MaxTextLength), Start)],
        });
        var message = NoiseAnswers.Listed(NoiseBook.Empty.With(waiting));

        Assert.Contains("… and 12 more rules", message.Text, StringComparison.Ordinal);
        Assert.InRange(message.Blocks.Count, 1, 50);
        Assert.All(SlackTexts.Of(message).Skip(1), text => Assert.DoesNotContain("…&", text, StringComparison.Ordinal));
        Assert.All(SlackTexts.Of(message).Skip(1), text => Assert.InRange(text.Length, 1, SlackBlock.MaxSectionLength - 1));
    }

    // Those in full, those by name, and those that are counted only.
    static void AssertAllCounted(string told, int rules)
    {
        var inFull = told.Split("\n*").Length - 1;
        var byName = told.Split(" ×").Length - 1;
        var match = System.Text.RegularExpressions.Regex.Match(told, "of ([0-9,]+) more rules");
        var counted = match.Success ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        Assert.True(inFull > 0 && byName > 0);
        Assert.Equal(rules, inFull + byName + counted);
    }

    static IEnumerable<SlackMessage> MessagesOf(NoiseBundle bundle) =>
    [
        NoiseMessages.Of(new Effect.TellNoise(bundle, Start)),
        NoiseMessages.Of(new Effect.TellNoiseBundle(bundle, Start)),
        NoiseMessages.Of(new Effect.TellDigest([bundle], Start)),
    ];
}
