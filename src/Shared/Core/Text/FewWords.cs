using OnCall.Core.Processes;

namespace OnCall.Core.Text;

/// <summary>What people have to write in their own words, and briefly.</summary>
static class FewWords
{
    /// <summary>Null when it is there and not too long.</summary>
    /// <param name="example">As it stands in a sentence, with its quotation marks.</param>
    public static Refusal? WhyNot(string field, string text, int maxLength, string example) => text.Trim().Length switch
    {
        0 => new Refusal($"{field}-missing", field, $"is missing; say it in a few words, such as {example}."),
        var length when length > maxLength => new Refusal(
            $"{field}-too-long", field, $"has {length} characters; say it in at most {maxLength}."),
        _ => null,
    };
}
