using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;
using OnCall.Engine.Reports;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody wants who typed <c>/oncall …</c>.</summary>
public abstract record OnCallWish
{
    OnCallWish() { }

    /// <summary>For the log.</summary>
    public string Name => this switch
    {
        OfSilences { Command: var command } => $"{command.GetType().Name} (silences)",
        OfRotation { Command: var command } => command.GetType().Name,
        _ => GetType().Name,
    };

    public sealed record Who : OnCallWish;

    public sealed record Handover : OnCallWish;

    public sealed record Why : OnCallWish;

    public sealed record ListSilences : OnCallWish;

    public sealed record ListOverrides : OnCallWish;

    public sealed record ListNoise : OnCallWish;

    /// <summary>To look at everything.</summary>
    /// <param name="User">Slack's id of whoever asks.</param>
    /// <param name="Named">What stands behind it: an incident, an org, or one behind the other.</param>
    public sealed record Triage(string User, IReadOnlyList<string> Named) : OnCallWish
    {
        /// <summary>Slack's id of the command; null when it is none.</summary>
        public string? Trigger { get; init; }

        /// <summary>Where it is answered later; null when Slack did not say.</summary>
        public Uri? ResponseUrl { get; init; }
    }

    public sealed record Help : OnCallWish;

    /// <summary>What would happen if it paged now.</summary>
    public sealed record Drill : OnCallWish;

    /// <summary>Something about an incident that is open; whether they may, its own rules say.</summary>
    /// <param name="Text">What stands behind the verb: perhaps an incident's id, then what is wanted.</param>
    public abstract record AboutIncident(string Text) : OnCallWish;

    /// <summary>Word outward.</summary>
    public sealed record Update(string Text) : AboutIncident(Text);

    /// <summary>Somebody else is paged.</summary>
    public sealed record Escalate(string Text) : AboutIncident(Text);

    /// <summary>To act inside a customer's org: at first it is only looked up.</summary>
    public sealed record Impersonate(string Text) : AboutIncident(Text);

    /// <summary>An incident, by hand.</summary>
    public sealed record Declare(string What, Actor By) : OnCallWish;

    public sealed record OfSilences(SilenceCommand Command) : OnCallWish;

    public sealed record OfRotation(RotationCommand Command) : OnCallWish;

    /// <summary>A customer lost something.</summary>
    public sealed record OfReport(ToldLoss Told) : OnCallWish;

    /// <summary>A credential leaked.</summary>
    public sealed record OfLeak(string What, Actor By) : OnCallWish;

    /// <summary>To change something, which only people of the policy may.</summary>
    public sealed record NotAllowed(string Verb) : OnCallWish;

    /// <param name="Verb">Whose examples help; null when not even that is known.</param>
    /// <param name="Refusals">What was not understood, each with how to mend it.</param>
    public sealed record NotUnderstood(string? Verb, IReadOnlyList<Refusal> Refusals) : OnCallWish;
}
