using System.Text.Json;
using OnCall.Core.Incidents;
using OnCall.Core.Rotation;

namespace OnCall.Core.Policy;

/// <summary>What came of reading a policy file: the policy, or everything that is wrong with it.</summary>
public abstract record PolicyReading
{
    PolicyReading() { }

    public sealed record Valid(OnCallPolicy Policy) : PolicyReading;

    /// <param name="Errors">One sentence each: the field, what is wrong, how to mend it.</param>
    public sealed record Invalid(IReadOnlyList<string> Errors) : PolicyReading;
}

/// <summary>Reads <c>oncall.json</c>. All errors at once, each naming its field.</summary>
public static class PolicyReader
{
    public static PolicyReading Read(string json)
    {
        PolicyFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, PolicyJson.Default.PolicyFile);
        }
        catch (JsonException e)
        {
            return new PolicyReading.Invalid([$"{Place(e)}: {FirstSentence(e.Message)}"]);
        }

        if (file is null)
            return new PolicyReading.Invalid(["the file is empty: start from the policy that ships with the service."]);

        var checks = new PolicyChecks();
        var policy = ToPolicy(file, checks);
        return checks.Errors.Count == 0 ? new PolicyReading.Valid(policy) : new PolicyReading.Invalid(checks.Errors);
    }

    static OnCallPolicy ToPolicy(PolicyFile file, PolicyChecks checks)
    {
        var people = People(file.People, checks);
        var names = people.Select(person => person.Id.Value).ToHashSet(StringComparer.Ordinal);
        return new OnCallPolicy(
            checks.Text("team", file.Team),
            Zone(file.Zone, checks),
            people,
            Rotation(file.Rotation, names, checks),
            Escalation(file.Escalation, names, checks),
            Channels(file.Channels, checks))
        {
            Handover = PolicySections.Handover(file.Handover, checks),
            BusinessHours = PolicySections.BusinessHours(file.BusinessHours, checks),
            Deploys = PolicySections.Deploys(file.Deploys, checks),
            Incidents = IncidentsSection.Read(file.Incidents, checks),
            Postmortems = PolicySections.Postmortems(file.Postmortems, checks),
            Security = SecuritySection.Read(file.Security, checks),
            Detection = PolicySections.Detection(file.Detection, checks),
            Noise = PolicySections.Noise(file.Noise, checks),
            Triage = PolicySections.Triage(file.Triage, checks),
        };
    }

    static List<Person> People(IReadOnlyList<PolicyFile.PersonEntry>? entries, PolicyChecks checks)
    {
        var people = checks.Some("people", entries).Select((entry, i) => new Person(
            new PersonId(checks.Text($"people[{i}].id", entry.Id)),
            checks.Text($"people[{i}].name", entry.Name),
            checks.Text($"people[{i}].slack", entry.Slack),
            checks.Text($"people[{i}].pagerDuty", entry.PagerDuty),
            checks.Text($"people[{i}].email", entry.Email))).ToList();
        checks.Unique("people", "id", people.Select(person => person.Id.Value));
        checks.Unique("people", "slack", people.Select(person => person.Slack));
        checks.Unique("people", "pagerDuty", people.Select(person => person.PagerDuty));
        return people;
    }

    static string Zone(string? zone, PolicyChecks checks)
    {
        var name = checks.Text("zone", zone);
        if (name.Length > 0 && !OnCallZone.Knows(name))
            checks.Fail("zone", $"'{name}' is not an IANA time zone; write one such as \"Europe/Berlin\".");
        return name;
    }

    static RotationPolicy Rotation(PolicyFile.RotationEntry? entry, HashSet<string> names, PolicyChecks checks)
    {
        if (entry is null)
            checks.Fail("rotation", "is missing.");

        var day = checks.OneOf<DayOfWeek>("rotation.handover.day", entry?.Handover?.Day);
        var start = checks.Date("rotation.start", entry?.Start);
        if (checks.Errors.Count == 0 && start.DayOfWeek != day)
            checks.Fail("rotation.start", $"{start:yyyy-MM-dd} is a {start.DayOfWeek}; the rotation starts on a handover day, a {day}.");

        var order = checks.Some("rotation.order", entry?.Order)
            .Select((person, i) => checks.Known($"rotation.order[{i}]", person, names)).ToList();
        checks.Unique("rotation", "order", order.Select(person => person.Value));
        return new RotationPolicy(
            start, day, checks.Time("rotation.handover.at", entry?.Handover?.At), order,
            checks.OneOf<SecondaryRule>("rotation.secondary", entry?.Secondary),
            // May be left out: then this file leads.
            entry?.Source is { } source ? checks.OneOf<RotationSource>("rotation.source", source) : RotationSource.OnCall);
    }

    static List<EscalationStep> Escalation(
        IReadOnlyList<PolicyFile.StepEntry>? entries, HashSet<string> names, PolicyChecks checks)
    {
        var steps = checks.Some("escalation", entries)
            .Select((entry, i) => Step($"escalation[{i}]", entry, names, checks)).ToList();
        if (steps.Count > 0 && steps[0].Role != EscalationRole.Primary)
            checks.Fail("escalation[0].role", "the chain starts with the primary, whom PagerDuty pages first.");
        checks.Unique("escalation", "role", steps.Select(step => step.Role.ToString()));
        return steps;
    }

    static EscalationStep Step(string field, PolicyFile.StepEntry entry, HashSet<string> names, PolicyChecks checks)
    {
        var role = checks.OneOf<EscalationRole>($"{field}.role", entry.Role);
        if (role is EscalationRole.Primary or EscalationRole.Secondary && entry.Person is not null)
            checks.Fail($"{field}.person", "the rotation names primary and secondary; leave this out.");

        // Lead and CTO may be left empty: the level is then skipped at once, and said.
        PersonId? person = entry.Person is null ? null : checks.Known($"{field}.person", entry.Person, names);
        return new EscalationStep(role, person, checks.Duration($"{field}.acknowledgeWithin", entry.AcknowledgeWithin));
    }

    static Channels Channels(PolicyFile.ChannelsEntry? entry, PolicyChecks checks) => new(
        Channel("channels.onCall", entry?.OnCall, checks),
        Channel("channels.incidentLive", entry?.IncidentLive, checks),
        Channel("channels.noise", entry?.Noise, checks));

    static Channel Channel(string field, PolicyFile.ChannelEntry? entry, PolicyChecks checks) => new(
        checks.Text($"{field}.id", entry?.Id),
        checks.Text($"{field}.name", entry?.Name).TrimStart('#'));

    static string Place(JsonException e) =>
        $"{(e.Path is null or "$" ? "the file" : e.Path.Replace("$.", "", StringComparison.Ordinal))} (line {e.LineNumber + 1})";

    // The serializer appends path and position again, which Place says already.
    static string FirstSentence(string message) =>
        message.Split(" Path: ", StringSplitOptions.None)[0];
}
