namespace OnCall.Core.Noise;

/// <summary>
/// Something that is not page-worthy: "Everything else goes to #novavms-oncall-noise and is handled business hours."
/// </summary>
/// <param name="Rule">What kind of thing, short and the same each time: it is bundled by it. "gateway-offline".</param>
/// <param name="What">What was seen, in a sentence for people.</param>
/// <param name="WhyNoPage">Where the line is drawn, in a sentence: "one gateway of 412 is 0.2 %, of more than 10 %".</param>
/// <param name="At">When it was seen.</param>
public sealed record NoiseReport(string Rule, string What, string WhyNoPage, DateTimeOffset At, Uri? Url = null);
