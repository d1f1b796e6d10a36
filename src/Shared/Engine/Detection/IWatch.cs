using OnCall.Core.Detection;

namespace OnCall.Engine.Detection;

/// <summary>Something that may page, and can say why it does or does not.</summary>
public interface IWatch
{
    Task<IReadOnlyList<Standing>> StandAsync(CancellationToken cancellation);
}

/// <summary>All that may page.</summary>
public sealed class Watches(IEnumerable<IWatch> watches)
{
    public async Task<IReadOnlyList<Standing>> StandAsync(CancellationToken cancellation) =>
        [.. (await Task.WhenAll(watches.Select(watch => watch.StandAsync(cancellation)))).SelectMany(some => some)];
}
