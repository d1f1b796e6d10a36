using OnCall.Core.Policy;

namespace OnCall.Core.Processes;

/// <summary>Who made something happen: a person, a neighbour, the clock, or the service itself.</summary>
/// <param name="Id">Stable, as its owner writes it: "pagerduty:PADA001", "clock".</param>
/// <param name="Name">As a person would say it.</param>
public sealed record Actor(string Id, string Name)
{
    public static readonly Actor Clock = new("clock", "the clock");
    public static readonly Actor Service = new("oncall", "the service itself");
    public static readonly Actor PagerDuty = new("pagerduty", "PagerDuty");
    public static readonly Actor Slack = new("slack", "Slack");
    public static readonly Actor NovaVms = new("novavms", "NovaVMS");

    /// <summary>Somebody whom the policy knows, acting under that name.</summary>
    public static Actor Of(Person person) => new($"person:{person.Id}", person.Name);

    public static Actor PagerDutyUser(string id, string name) => new($"pagerduty:{id}", name);

    /// <summary>Somebody whom the policy does not know and who holds a key of ours, by the name that they give.</summary>
    public static Actor Named(string name) => new($"named:{name}", name);

    /// <summary>Somebody in Slack, whether the policy knows them or not.</summary>
    public static Actor SlackUser(string id) => new($"slack:{id}", id);
}
