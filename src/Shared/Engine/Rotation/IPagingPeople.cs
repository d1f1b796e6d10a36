using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Engine.Rotation;

/// <summary>Who pages, asked whether it knows somebody by what the policy calls them.</summary>
public interface IPagingPeople
{
    Task<Fact> KnowsAsync(Person person, CancellationToken cancellation);

    Task<Fact> KnowsEmailAsync(Person person, CancellationToken cancellation);
}
