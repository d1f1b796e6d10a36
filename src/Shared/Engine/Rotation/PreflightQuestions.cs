using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Engine.Rotation;

/// <summary>Asks the neighbours what a preflight has to know of people.</summary>
public sealed class PreflightQuestions(IChatPeople chat, IPagingPeople paging)
{
    public async Task<IReadOnlyList<PersonFacts>> AskAsync(OnCallPolicy policy, CancellationToken cancellation)
    {
        var facts = new List<PersonFacts>();
        foreach (var person in policy.People)
            facts.Add(new PersonFacts(
                person.Id,
                await chat.KnowsAsync(person, cancellation),
                await paging.KnowsAsync(person, cancellation),
                await paging.KnowsEmailAsync(person, cancellation)));
        return facts;
    }
}
