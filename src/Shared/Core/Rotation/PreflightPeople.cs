using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>The part of the preflight that asks whether each person can be reached.</summary>
static class PreflightPeople
{
    public static IEnumerable<(string Topic, PreflightFinding? Found)> Reachable(
        Person person, IReadOnlyList<PersonFacts> facts)
    {
        if (facts.FirstOrDefault(one => one.Person == person.Id) is not { } about)
        {
            var topic = $"person-{person.Id}";
            return [(topic, new(
                topic, Severity.Warning, $"Nobody was asked whether {person.Name} can be reached.",
                "Run the preflight again, with Slack and PagerDuty set up.", WasRead: false))];
        }

        return
        [
            Said($"slack-{person.Id}", about.SlackKnows, new Words(
                $"whether Slack knows {person.Name}",
                $"Slack does not know {person.Name} as {person.Slack}.",
                $"Slack knows {person.Name} as {person.Slack}, but that account",
                $"Copy the member ID from {person.Name}'s Slack profile into people.slack of the policy.")),
            Said($"pagerduty-{person.Id}", about.PagerDutyKnows, new Words(
                $"whether PagerDuty knows {person.Name}",
                $"PagerDuty does not know {person.Name} as {person.PagerDuty}.",
                $"PagerDuty knows {person.Name} as {person.PagerDuty}, but that account",
                $"Copy the id at the end of the address of {person.Name}'s PagerDuty profile into people.pagerDuty.")),
            Said($"email-{person.Id}", about.PagerDutyKnowsEmail, new Words(
                $"whether PagerDuty knows {person.Email}",
                $"PagerDuty knows nobody with the e-mail {person.Email}, which {person.Name} has in the policy.",
                $"PagerDuty knows the e-mail {person.Email}, but its account",
                $"Make people.email of the policy and the e-mail of {person.Name}'s PagerDuty user the same.")),
        ];
    }

    static (string, PreflightFinding?) Said(string topic, Fact fact, Words words) => (topic, fact switch
    {
        Fact.Yes => null,
        Fact.No => new(topic, Severity.Error, words.No, words.Mend),
        Fact.Unfit unfit => new(
            topic, Severity.Error, $"{words.Unfit} {unfit.Why}.", $"Activate it again, or: {words.Mend}"),
        Fact.NotRead unread => new(
            topic, Severity.Warning, $"It could not be read {words.Question}: {unread.Why}.",
            "Mend the connection, and run the preflight again.", WasRead: false),
        _ => throw new System.Diagnostics.UnreachableException($"{fact} is no fact."),
    });

    /// <param name="Unfit">The beginning of a sentence that ends with why.</param>
    sealed record Words(string Question, string No, string Unfit, string Mend);
}
