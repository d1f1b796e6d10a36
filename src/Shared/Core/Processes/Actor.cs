namespace OnCall.Core.Processes;

/// <summary>Who made something happen: a person, a neighbour, the clock, or the service itself.</summary>
/// <param name="Id">Stable, as its owner writes it: "pagerduty:PADA001", "clock".</param>
/// <param name="Name">As a person would say it.</param>
public sealed record Actor(string Id, string Name)
{
    public static readonly Actor Clock = new("clock", "the clock");
    public static readonly Actor Service = new("oncall", "the service itself");
    public static readonly Actor PagerDuty = new("pagerduty", "PagerDuty");

    public static Actor PagerDutyUser(string id, string name) => new($"pagerduty:{id}", name);
}
