using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using OnCall.Engine.Silences;
using OnCall.Engine.Streams;

namespace OnCall.Functions.Silences;

/// <summary>Hands what a person wants of silences and noisy alerts to them.</summary>
sealed class SilenceIntake(OnCallPolicy policy, StoredSilences silences, TimeProvider clock)
{
    /// <summary>As it is now, also when the clock's wake-up is still on its way.</summary>
    public async Task<SilenceBook> ReadAsync(CancellationToken cancellation) =>
        (await silences.ReadAsync(cancellation)).AsOf(clock.GetUtcNow());

    /// <exception cref="FormatException">The body cannot be read.</exception>
    public async Task<SilenceOutcome> SetAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var reader = new SilenceRequestReader(policy, clock.GetUtcNow());
        return reader.Read(SilenceRequestReader.Parse(body)) is { } add
            ? await SetAsync(add, cancellation)
            : new SilenceOutcome.Refused(reader.Refusals);
    }

    public async Task<SilenceOutcome> SetAsync(SilenceCommand.Add add, CancellationToken cancellation)
    {
        if (await silences.HandleAsync(add, cancellation) is Step.Rejected rejected)
            return new SilenceOutcome.Refused(rejected.Refusals);

        // Nobody else can have set the same one: of one alert and one kind there is one at a time.
        var now = await ReadAsync(cancellation);
        return new SilenceOutcome.Set(now with
        {
            Open = [.. now.Open.Where(IsMine)],
            Lifted = [.. now.Lifted.Where(lifted => IsMine(lifted.Known))],
        });

        bool IsMine(KnownAlert known) => known.Kind == add.Kind && known.At == add.Now && known.IsAbout(add.Alert);
    }

    public async Task<SilenceOutcome> LiftAsync(int number, string? by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reader = new SilenceRequestReader(policy, now);
        return reader.Who(by) is { } actor
            ? await LiftAsync(new SilenceCommand.Lift(number, actor, now), cancellation)
            : new SilenceOutcome.Refused(reader.Refusals);
    }

    public async Task<SilenceOutcome> LiftAsync(SilenceCommand.Lift lift, CancellationToken cancellation) =>
        await silences.HandleAsync(lift, cancellation) is Step.Rejected rejected
            ? new SilenceOutcome.Refused(rejected.Refusals)
            : new SilenceOutcome.Lifted(await ReadAsync(cancellation));
}

abstract record SilenceOutcome
{
    SilenceOutcome() { }

    /// <param name="Mine">The one that was set, and nothing else.</param>
    public sealed record Set(SilenceBook Mine) : SilenceOutcome;

    /// <param name="Left">What stands now.</param>
    public sealed record Lifted(SilenceBook Left) : SilenceOutcome;

    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : SilenceOutcome;
}
