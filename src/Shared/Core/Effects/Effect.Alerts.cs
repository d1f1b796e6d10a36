using System.Text.Json.Serialization;
using OnCall.Core.Alerts;
using OnCall.Core.Incidents;
using OnCall.Core.Noise;

namespace OnCall.Core.Effects;

/// <summary>What follows when something is, is no longer, or is not page-worthy.</summary>
[JsonDerivedType(typeof(TriggerAlert), "trigger-alert")]
[JsonDerivedType(typeof(ResolveAlert), "resolve-alert")]
[JsonDerivedType(typeof(ReportNoise), "report-noise")]
[JsonDerivedType(typeof(AskAgain), "ask-again")]
[JsonDerivedType(typeof(TellAlertRefused), "tell-alert-refused")]
public abstract partial record Effect
{
    public abstract record ToPagerDutyEvents : Effect
    {
        internal ToPagerDutyEvents() { }

        [JsonIgnore]
        public override Lane Lane => Lane.PagerDutyEvents;
    }

    /// <summary>"PagerDuty pages on P1 only": from here PagerDuty pages, and its webhook starts the incident.</summary>
    public sealed record TriggerAlert(Alert Alert) : ToPagerDutyEvents;

    /// <summary>What was triggered under the key is over.</summary>
    public sealed record ResolveAlert(DedupKey Key) : ToPagerDutyEvents;

    /// <summary>PagerDuty does not take a P1, and so pages nobody: those concerned have to hear it another way.</summary>
    /// <param name="Why">In PagerDuty's words.</param>
    public sealed record TellAlertRefused(
        Alert Alert, Responder Primary, Responder? Secondary, string Why, DateTimeOffset At) : ToOnCallChannel
    {
        /// <summary>Nothing else has told anybody of this P1.</summary>
        [JsonIgnore]
        public override Importance Importance => Importance.Declaration;
    }

    /// <summary>The line has passed since the last reading: whoever waits for the next probe wakes people later than need be.</summary>
    /// <param name="Detector">Its name.</param>
    public sealed record AskAgain(string Detector) : Effect
    {
        [JsonIgnore]
        public override Lane Lane => Lane.Probes;
    }

    /// <summary>"Everything else goes to #novavms-oncall-noise and is handled business hours."</summary>
    public sealed record ReportNoise(NoiseReport Report) : Effect
    {
        [JsonIgnore]
        public override Lane Lane => Lane.Noise;
    }
}
