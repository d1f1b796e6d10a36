using System.Net;
using System.Text;
using OnCall.Adapters.Calls;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tests;

/// <summary>The team, the incident and the times that the tests of this project talk about.</summary>
static class Fixture
{
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 8, 42, 0, TimeSpan.Zero);

    public static readonly OnCallPolicy Policy = ((PolicyReading.Valid)PolicyReader.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy;

    public static readonly Person Ada = Policy[new PersonId("ada")];
    public static readonly Person Ben = Policy[new PersonId("ben")];
    public static readonly Person Tom = Policy[new PersonId("tom")];

    public static readonly Responder Primary = new(EscalationRole.Primary, Level: 1, Ada);
    public static readonly Responder Secondary = new(EscalationRole.Secondary, Level: 2, Ben);
    public static readonly Responder Cto = new(EscalationRole.Cto, Level: 4, Tom);
    public static readonly Actor AdaActs = Actor.PagerDutyUser("PADA001", "Ada");

    public static readonly Page Page = new(
        new IncidentId("PGR0VU2"), "Cloud API returns 5xx", "API Service",
        new Uri("https://acme.pagerduty.com/incidents/PGR0VU2"), Start);

    public static EffectId EffectId(int index = 1) => new(new ProcessId("incident-PGR0VU2"), Version: 3, index);

    public static byte[] Resource(string name)
    {
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static Answer.Given Answered(int status, string body, int? retryAfterSeconds = null) => new(
        (HttpStatusCode)status, Encoding.UTF8.GetBytes(body),
        retryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
