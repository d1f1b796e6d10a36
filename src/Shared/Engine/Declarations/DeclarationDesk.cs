using OnCall.Core.Declarations;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Declarations;

/// <summary>Takes in that somebody declares an incident by hand.</summary>
public sealed class DeclarationDesk(
    ProcessRunner<Declaration, DeclarationCommand, DeclarationEvent> declarations, TimeProvider clock)
{
    /// <param name="id">Of this wish alone: arriving twice, it pages once.</param>
    public Task<Step> DeclareAsync(string id, string what, Actor by, CancellationToken cancellation) => declarations.BeginAsync(
        id, new DeclarationCommand.Declare(id, what, by, clock.GetUtcNow()), [new InputId($"declare-{id}")], cancellation);
}
