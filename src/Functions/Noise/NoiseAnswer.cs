using System.Text.Json.Serialization;
using OnCall.Core.Noise;

namespace OnCall.Functions.Noise;

/// <param name="Reported">All that there ever were: each of them was said, or waits.</param>
/// <param name="Waiting">By rule, the most first.</param>
/// <param name="Digests">Those that were said last, the latest first.</param>
sealed record NoiseAnswer(
    long Reported, long Said, IReadOnlyList<WaitingAnswer> Waiting, IReadOnlyList<DigestAnswer> Digests)
{
    public static NoiseAnswer Of(NoiseBook book) => new(
        book.Reported, book.Said,
        [.. NoiseBook.MostFirst(book.Waiting).Select(WaitingAnswer.Of)],
        [.. book.Latest.Reverse().Select(DigestAnswer.Of)]);
}

/// <param name="Until">When it is said.</param>
/// <param name="Newest">The latest first; of the others there is the count.</param>
sealed record WaitingAnswer(
    string Rule, int Count, DateTimeOffset First, DateTimeOffset Last, DateTimeOffset Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SilencedUntil,
    string WhyNoPage, IReadOnlyList<SentenceAnswer> Newest)
{
    public static WaitingAnswer Of(NoiseBundle bundle) => new(
        bundle.Rule, bundle.Count, bundle.First, bundle.Last, bundle.Until, bundle.SilencedUntil, bundle.WhyNoPage,
        [.. bundle.Newest.Select(one => new SentenceAnswer(one.What, one.At, one.Url))]);
}

sealed record SentenceAnswer(
    string What, DateTimeOffset At, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Uri? Url);

sealed record DigestAnswer(DateTimeOffset At, long Reports, IReadOnlyList<SaidRuleCount> Rules)
{
    public static DigestAnswer Of(SaidNoise said) => new(said.At, said.Reports, said.Rules);
}
