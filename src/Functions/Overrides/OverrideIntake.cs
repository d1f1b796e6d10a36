using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Engine.Rotation;
using OnCall.Engine.Streams;

namespace OnCall.Functions.Overrides;

/// <summary>Hands what a person wants of the rotation to it.</summary>
sealed class OverrideIntake(OnCallPolicy policy, StoredOverrides overrides, TimeProvider clock)
{
    /// <summary>From storage: a list that could not be read is not "none".</summary>
    public async Task<IReadOnlyList<Override>> ReadAsync(CancellationToken cancellation) =>
        (await overrides.ReadAsync(cancellation)).Forget(clock.GetUtcNow()).Overrides;

    /// <exception cref="FormatException">The body cannot be read.</exception>
    public async Task<OverrideOutcome> SetAsync(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var reader = new OverrideRequestReader(policy, clock.GetUtcNow());
        return reader.Read(OverrideRequestReader.Parse(body)) is { } command
            ? await SetAsync(command, cancellation)
            : new OverrideOutcome.Refused(reader.Refusals);
    }

    /// <param name="command">An override or a swap.</param>
    public async Task<OverrideOutcome> SetAsync(RotationCommand command, CancellationToken cancellation)
    {
        if (await overrides.HandleAsync(command, cancellation) is Step.Rejected rejected)
            return new OverrideOutcome.Refused(rejected.Refusals);

        // Whoever else sets one in the same instant gets another number.
        var by = command is RotationCommand.Swap swap ? swap.By : ((RotationCommand.AddOverride)command).By;
        var mine = (await ReadAsync(cancellation)).Where(one => one.At == command.Now && one.By == by).ToList();
        return new OverrideOutcome.Set([.. mine.Where(one => one.Number == mine.Max(other => other.Number))]);
    }

    public async Task<OverrideOutcome> RemoveAsync(int number, string? by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var reader = new OverrideRequestReader(policy, now);
        return reader.Who(by) is { } actor
            ? await RemoveAsync(new RotationCommand.RemoveOverride(number, actor, now), cancellation)
            : new OverrideOutcome.Refused(reader.Refusals);
    }

    public async Task<OverrideOutcome> RemoveAsync(RotationCommand.RemoveOverride command, CancellationToken cancellation) =>
        await overrides.HandleAsync(command, cancellation) is Step.Rejected rejected
            ? new OverrideOutcome.Refused(rejected.Refusals)
            : new OverrideOutcome.Removed(await ReadAsync(cancellation));
}

abstract record OverrideOutcome
{
    OverrideOutcome() { }

    /// <param name="Overrides">One, or all parts of a swap.</param>
    public sealed record Set(IReadOnlyList<Override> Overrides) : OverrideOutcome;

    /// <param name="Left">What stands now.</param>
    public sealed record Removed(IReadOnlyList<Override> Left) : OverrideOutcome;

    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : OverrideOutcome;
}
