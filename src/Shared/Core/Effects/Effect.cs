using System.Text.Json.Serialization;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;

namespace OnCall.Core.Effects;

/// <summary>
/// One thing the world should see, as data. Says what, never how: the wording of a Slack message and the
/// shape of a PagerDuty call belong to the adapters. The names below are on disk: renaming a class must not
/// change them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DeclareIncident), "declare-incident")]
[JsonDerivedType(typeof(TellAcknowledged), "tell-acknowledged")]
[JsonDerivedType(typeof(TellEscalated), "tell-escalated")]
[JsonDerivedType(typeof(TellLevelSkipped), "tell-level-skipped")]
[JsonDerivedType(typeof(TellNobodyLeft), "tell-nobody-left")]
[JsonDerivedType(typeof(TellPageRefused), "tell-page-refused")]
[JsonDerivedType(typeof(TellPageNotNeeded), "tell-page-not-needed")]
[JsonDerivedType(typeof(TellResolved), "tell-resolved")]
[JsonDerivedType(typeof(TellNotice), "tell-notice")]
[JsonDerivedType(typeof(TellSilenceSet), "tell-silence-set")]
[JsonDerivedType(typeof(TellSilenceLifted), "tell-silence-lifted")]
[JsonDerivedType(typeof(EscalatePage), "escalate-page")]
[JsonDerivedType(typeof(NotePage), "note-page")]
public abstract partial record Effect
{
    Effect() { }

    /// <summary>Effects of one lane are performed in order; lanes do not wait for one another.</summary>
    [JsonIgnore]
    public abstract Lane Lane { get; }

    /// <summary>True for the message that the process's later messages reply to.</summary>
    [JsonIgnore]
    public virtual bool OpensThread => false;

    public abstract record ToSlack : Effect
    {
        internal ToSlack() { }

        [JsonIgnore]
        public override Lane Lane => Lane.Slack;

        /// <summary>Who reads it: the adapter knows their channel.</summary>
        [JsonIgnore]
        public virtual Audience Audience => Audience.IncidentLive;

        /// <summary>Who alone reads it, as a message of their own; null for what a channel reads.</summary>
        [JsonIgnore]
        public virtual Person? Directly => null;

        /// <summary>Who alone sees it in the channel, by their Slack id, until they reload; null for what all see.</summary>
        [JsonIgnore]
        public virtual string? OnlyFor => null;

        /// <summary>What goes first when Slack takes messages only one after the other.</summary>
        [JsonIgnore]
        public virtual Importance Importance => Audience switch
        {
            Audience.Noise => Importance.Noise,
            // What one person is told directly is about being on call, and never where an incident is worked on.
            Audience.OnCall => Importance.OnCall,
            _ => Directly is null ? Importance.Incident : Importance.OnCall,
        };

        /// <summary>True for what takes the place of the message that opened the thread.</summary>
        [JsonIgnore]
        public virtual bool ReplacesThread => false;

        /// <summary>
        /// What the message is called within its process, by which a later one finds it and takes its place; null for what
        /// nothing takes the place of.
        /// </summary>
        [JsonIgnore]
        public virtual string? Spot => null;

        /// <summary>True when a message of this <see cref="Spot"/> may stand there already.</summary>
        [JsonIgnore]
        public virtual bool MayStandThere => false;

        /// <summary>From then on it is not worth saying any more; null for what always is.</summary>
        [JsonIgnore]
        public virtual DateTimeOffset? GoodUntil => null;
    }

    public abstract record ToPagerDuty : Effect
    {
        internal ToPagerDuty() { }

        [JsonIgnore]
        public override Lane Lane => Lane.PagerDuty;
    }

    /// <summary>
    /// "Declare in #novavms-incident-live. Post: incident start time, what paged, current hypothesis."
    /// </summary>
    public sealed record DeclareIncident(
        Page Page, Responder Primary, Responder? Secondary, string Hypothesis, DateTimeOffset AckBy) : ToSlack
    {
        /// <summary>Null in what was written before there was one.</summary>
        public Checklist? Checklist { get; init; }

        /// <summary>When the first outward word is due.</summary>
        public DateTimeOffset? NextWordBy { get; init; }

        /// <summary>"Incident response runbook", where the policy says where it stands.</summary>
        public Uri? Runbook { get; init; }

        [JsonIgnore]
        public override bool OpensThread => true;

        [JsonIgnore]
        public override Importance Importance => Importance.Declaration;
    }

    public sealed record TellAcknowledged(Page Page, Actor By, DateTimeOffset At) : ToSlack;

    /// <param name="Silent">Those who were paged before and did not acknowledge.</param>
    public sealed record TellEscalated(
        Page Page, Responder Silent, Responder Paged, string Reason, DateTimeOffset AckBy) : ToSlack;

    public sealed record TellLevelSkipped(Page Page, EscalationRole Role) : ToSlack;

    public sealed record TellNobodyLeft(Page Page, Responder Silent, DateTimeOffset At) : ToSlack;

    /// <summary>PagerDuty would not do what it was told, for good.</summary>
    /// <param name="Why">In PagerDuty's words.</param>
    public sealed record TellPageRefused(Page Page, Responder? Paged, string Why) : ToSlack;

    /// <summary>Somebody was said to be paged and was not: when it came to it, nobody needed to be.</summary>
    /// <param name="Why">A sentence.</param>
    public sealed record TellPageNotNeeded(Page Page, Person Spared, string Why) : ToSlack;

    /// <param name="View">As the incident ended; null in what was written before there was one.</param>
    public sealed record TellResolved(Page Page, Actor By, DateTimeOffset At, IncidentView? View = null) : ToSlack;

    /// <summary>Something about the service itself that the people on call have to know.</summary>
    public sealed record TellNotice(string What, string Advice, DateTimeOffset At) : ToSlack
    {
        [JsonIgnore]
        public override Audience Audience => Audience.OnCall;
    }

    /// <summary>From now on an alert is held back from everybody.</summary>
    public sealed record TellSilenceSet(KnownAlert Silence) : ToSlack
    {
        [JsonIgnore]
        public override Audience Audience => Audience.OnCall;
    }

    /// <summary>An alert is heard again, or is no longer watched.</summary>
    public sealed record TellSilenceLifted(LiftedAlert Alert) : ToSlack
    {
        [JsonIgnore]
        public override Audience Audience => Audience.OnCall;
    }

    /// <summary>
    /// Moves PagerDuty's incident to a level of its escalation policy. Never an assignment to a person: that
    /// would switch PagerDuty's own escalation off.
    /// </summary>
    /// <param name="Level">1 is the primary's.</param>
    /// <param name="Person">Who stands there: when PagerDuty pages them already, nothing is left to do.</param>
    /// <param name="IsByHand">Also when somebody has acknowledged: they asked for help, or it is needed.</param>
    public sealed record EscalatePage(
        IncidentId Incident, int Level, Person Person,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsByHand = false) : ToPagerDuty;

    public sealed record NotePage(IncidentId Incident, string Text) : ToPagerDuty;
}

/// <summary>One lane a neighbour, so that one neighbour's outage delays no other.</summary>
public enum Lane
{
    Slack,
    PagerDuty,

    /// <summary>Where alerts are triggered: another host than the one that is asked about incidents.</summary>
    PagerDutyEvents,

    /// <summary>The product that is watched, where it is read.</summary>
    Probes,

    /// <summary>Our own process that keeps what can wait until business hours.</summary>
    Noise,

    /// <summary>The product that is watched, where it is told something.</summary>
    NovaVms,

    /// <summary>All that is looked at when something pages: as slow as the slowest of those who are asked.</summary>
    Triage,

    /// <summary>Where postmortems are written.</summary>
    GitHub,

    /// <summary>Our own process that knows which incidents were closed last.</summary>
    Archive,
}

/// <summary>The channels of the policy, by who reads them.</summary>
public enum Audience
{
    /// <summary>Whoever works on an incident.</summary>
    IncidentLive,

    /// <summary>Whoever is on call, also while nothing burns.</summary>
    OnCall,

    /// <summary>Whoever looks after, in business hours, what is not page-worthy.</summary>
    Noise,
}

/// <summary>How urgently people have to read something; the first goes first.</summary>
public enum Importance
{
    /// <summary>That there is a P1.</summary>
    Declaration,

    /// <summary>What whoever works on an incident has to know.</summary>
    Incident,

    /// <summary>What whoever is on call has to know, also while nothing burns.</summary>
    OnCall,

    /// <summary>What can wait for business hours can wait for the others too.</summary>
    Noise,
}
