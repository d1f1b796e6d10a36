using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Processes;
using OnCall.Core.Reports;

namespace OnCall.Adapters.Tests.Slack.Commands;

/// <summary>What people type who report what a customer lost, or a leak.</summary>
public class ReportReaderTests
{
    [Theory]
    [InlineData("report org_7f3a lost live view and playback because all is black since 9", "org_7f3a", LostView.Both, null, "all is black since 9")]
    [InlineData("REPORT org_7f3a LOST both, for the whole org BECAUSE Black", "org_7f3a", LostView.Both, null, "Black")]
    [InlineData("report org_7f3a lost total live-view and playback because x", "org_7f3a", LostView.Both, null, "x")]
    [InlineData("report org_7f3a lost playback on 3 cameras because we lost the timeline because of you", "org_7f3a", LostView.Playback, 3, "we lost the timeline because of you")]
    [InlineData("report org_7f3a lost live view on all cameras because x", "org_7f3a", LostView.LiveView, null, "x")]
    [InlineData("report org_7f3a lost live view of 1 camera. because x", "org_7f3a", LostView.LiveView, 1, "x")]
    [InlineData("report <mailto:Owner@Harbour.example|Owner@Harbour.example> lost both because x", "owner@harbour.example", LostView.Both, null, "x")] // as Slack writes it
    public void A_loss_is_read_with_its_org_its_extent_and_the_customers_words(string text, string org, LostView lost, int? cameras, string words)
    {
        var told = Assert.IsType<OnCallWish.OfReport>(Read(text)).Told;
        Assert.Equal((org, new Loss(lost, cameras), words, Actor.Of(Fixture.Ada)), (told.Org.Value, told.Loss, told.Words, told.By));
    }

    [Theory]
    [InlineData("security API key in a public repository", "API key in a public repository")]
    [InlineData("report security because somebody has our token", "because somebody has our token")]
    public void A_leak_is_read_in_free_words(string text, string what) =>
        Assert.Equal(new OnCallWish.OfLeak(what, Actor.Of(Fixture.Ada)), Read(text));

    [Theory]
    [InlineData("report", "words-missing org-missing lost-missing")]
    [InlineData("report because x", "org-missing lost-missing")]
    [InlineData("report org_7f3a because x", "lost-missing")]
    [InlineData("report org_7f3a lost because x", "lost-missing")]
    [InlineData("report org_7f3a lost both", "words-missing")]
    [InlineData("report the harbour lost both because x", "org-missing")]
    [InlineData("report org_7f3a lost the keys because x", "not-understood")]
    [InlineData("report org_7f3a lost 3 cameras because x", "lost-missing")]
    [InlineData("security", "what-missing")]
    public void What_is_not_understood_is_said_with_how_to_mend_it(string text, string names)
    {
        var refused = Assert.IsType<OnCallWish.NotUnderstood>(Read(text));
        Assert.Equal(names, string.Join(' ', refused.Refusals.Select(one => one.Name)));
        Assert.Contains(CommandHelp.Examples, example => example.Verb == refused.Verb);
    }

    [Fact]
    public void A_leak_that_takes_a_page_to_tell_is_refused() =>
        Assert.Equal("what-too-long", Assert.Single(Assert.IsType<OnCallWish.NotUnderstood>(Read("security " + new string('x', 301))).Refusals).Name);

    [Theory]
    [InlineData("report org_7f3a lost both because x")]
    [InlineData("security a key")]
    public void Only_people_of_the_policy_page_by_typing(string text) => Assert.IsType<OnCallWish.NotAllowed>(Read(text, "U0ZED"));

    static OnCallWish Read(string text, string user = "U0ADA") => new WishReader(Fixture.Policy, Fixture.Start).Read(user, text);
}
