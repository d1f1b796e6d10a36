using OnCall.Core.Detection;
using OnCall.Core.Silences;

namespace OnCall.Engine.Detection;

static class HeldBackRules
{
    /// <summary>Null when nothing holds the detector back.</summary>
    public static Silencing? SilencingOf(this SilenceBook book, string detector, WatchedProduct product, DateTimeOffset now) =>
        book.SilenceOf(detector, product.Scope, now) is { Until: { } until } known
            ? new Silencing(known.Number, known.By.Name, until)
            : null;
}
