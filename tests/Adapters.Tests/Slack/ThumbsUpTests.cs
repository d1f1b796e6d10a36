using OnCall.Adapters.Slack;

namespace OnCall.Adapters.Tests.Slack;

public class ThumbsUpTests
{
    [Theory]
    [InlineData("+1", true)]
    [InlineData("thumbsup", true)]
    [InlineData("+1::skin-tone-2", true)]
    [InlineData("+1::skin-tone-6", true)]
    [InlineData("thumbsup::skin-tone-4", true)]
    [InlineData("-1", false)]
    [InlineData("thumbsdown", false)]
    [InlineData("+1_custom", false)]        // somebody's own emoji may mean anything
    [InlineData("party::+1", false)]
    [InlineData("", false)]
    public void As_a_reaction(string name, bool counts) => Assert.Equal(counts, ThumbsUp.IsReaction(name));

    [Theory]
    [InlineData(":+1:", true)]
    [InlineData(":thumbsup:", true)]
    [InlineData(":+1::skin-tone-3:", true)]
    [InlineData("👍", true)]
    [InlineData("👍🏻", true)]
    [InlineData("👍🏿", true)]
    [InlineData("👍\uFE0F", true)]           // as some keyboards write it
    [InlineData("  :+1: \n", true)]
    [InlineData(":+1::+1:", true)]           // enthusiasm
    [InlineData("👍 :+1::skin-tone-2: 👍🏽", true)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("+1", false)]                // counting along is no promise
    [InlineData(":+1", false)]
    [InlineData(":-1:", false)]
    [InlineData("👎", false)]
    [InlineData(":+1: once the deploy is out", false)]
    [InlineData("no :+1:", false)]
    [InlineData("`:+1:`", false)]            // quoted
    [InlineData(":skin-tone-3:", false)]
    [InlineData(":+1::skin-tone-7:", false)] // there is none
    [InlineData("\uD83D", false)]            // half a character
    [InlineData("🏽", false)]                // a skin tone alone
    public void As_a_message(string text, bool counts) => Assert.Equal(counts, ThumbsUp.IsMessage(text));

    [Fact]
    public void As_a_message_beyond_every_measure() =>
        Assert.False(ThumbsUp.IsMessage(string.Concat(Enumerable.Repeat(":+1:", 10_000))));
}
