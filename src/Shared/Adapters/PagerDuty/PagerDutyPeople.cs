using System.Net;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Rotation;

namespace OnCall.Adapters.PagerDuty;

/// <summary>Whether PagerDuty knows somebody by what the policy calls them.</summary>
public sealed class PagerDutyPeople(PagerDutyRestCalls calls) : IPagingPeople
{
    const int MostFound = 100;

    public async Task<Fact> KnowsAsync(Person person, CancellationToken cancellation)
    {
        var answer = await calls.SendAsync(
            HttpMethod.Get, $"users/{Uri.EscapeDataString(person.PagerDuty)}", cancellation);
        return answer is Answer.Given { Status: HttpStatusCode.NotFound } ? new Fact.No()
            : PagerDutyAnswers.WhyNot(answer) is { } why ? NotRead(why)
            : new Fact.Yes();
    }

    /// <summary>PagerDuty finds parts of names and addresses: only the whole address counts.</summary>
    public async Task<Fact> KnowsEmailAsync(Person person, CancellationToken cancellation)
    {
        var answer = await calls.SendAsync(
            HttpMethod.Get, $"users?query={Uri.EscapeDataString(person.Email)}&limit={MostFound}", cancellation);
        if (PagerDutyAnswers.WhyNot(answer) is { } why)
            return NotRead(why);

        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        if (document?.RootElement.Child("users") is null)
            return NotRead("PagerDuty's answer has no users");
        return document.RootElement.Items("users")
            .Any(user => string.Equals(user.Text("email"), person.Email, StringComparison.OrdinalIgnoreCase))
            ? new Fact.Yes()
            : new Fact.No();
    }

    // It stands in the middle of a sentence.
    static Fact.NotRead NotRead(string why) => new(why.TrimEnd('.'));
}
