using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Engine.Rotation;

/// <summary>Where people are told, asked whether it knows somebody by what the policy calls them.</summary>
public interface IChatPeople
{
    Task<Fact> KnowsAsync(Person person, CancellationToken cancellation);
}
