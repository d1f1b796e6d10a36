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

    public sealed record Help : OnCallWish;

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
