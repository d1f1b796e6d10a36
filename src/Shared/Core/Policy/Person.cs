using System.Text.Json.Serialization;
using OnCall.Core.Text;

namespace OnCall.Core.Policy;

/// <summary>How the policy calls a person: "ada".</summary>
[JsonConverter(typeof(PersonIdJson))]
public readonly record struct PersonId(string Value)
{
    public override string ToString() => Value;
}

public sealed class PersonIdJson() : TextJson<PersonId>(id => id.Value, text => new PersonId(text));

/// <summary>Someone who can be on call, with what each neighbour calls them.</summary>
public sealed record Person(PersonId Id, string Name, string Slack, string PagerDuty, string Email);
