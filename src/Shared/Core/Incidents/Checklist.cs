using System.Diagnostics;
using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>"First 10 minutes of a page. Do these in order." In the runbook's order; the names are on disk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChecklistStep>))]
public enum ChecklistStep
{
    Acknowledged,
    Declared,
    HealthChecked,
    ServerLookedAt,
    DeploysChecked,
    ReportsChecked,

    /// <summary>Only if a customer reported it.</summary>
    CustomerAsked,
    Communicated,
}

/// <summary>How a step stands, as people see it.</summary>
public enum ChecklistMark
{
    Open,
    Done,

    /// <summary>A later one was done by somebody who had not done this one.</summary>
    Skipped,

    /// <summary>Skipped at first.</summary>
    DoneLate,
}

/// <param name="Finding">One line; null where there is nothing to find.</param>
public sealed record Tick(ChecklistStep Step, Actor By, DateTimeOffset At, string? Finding = null);

/// <param name="Skipped">Steps that were passed over at some time, also when they were done later.</param>
public sealed record Checklist(IReadOnlyList<Tick> Ticks, IReadOnlyList<ChecklistStep> Skipped)
{
    /// <summary>It was paged because of a customer's report: they have to be asked, as far as this service knows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCustomerReported { get; init; }

    public static readonly IReadOnlyList<ChecklistStep> Steps = Enum.GetValues<ChecklistStep>();

    public Tick? TickOf(ChecklistStep step) => Ticks.FirstOrDefault(tick => tick.Step == step);

    public ChecklistMark MarkOf(ChecklistStep step) => (TickOf(step) is not null, Skipped.Contains(step)) switch
    {
        (false, false) => ChecklistMark.Open,
        (false, true) => ChecklistMark.Skipped,
        (true, false) => ChecklistMark.Done,
        (true, true) => ChecklistMark.DoneLate,
    };

    /// <summary>A step as it stands in this list.</summary>
    public string NameOf(ChecklistStep step) => step == ChecklistStep.CustomerAsked && IsCustomerReported
        ? "customer asked, cross-org search done"
        : step.Spoken();

    /// <summary>False for what need not be done at all, as far as is known.</summary>
    public bool Expects(ChecklistStep step) => step != ChecklistStep.CustomerAsked || IsCustomerReported;

    /// <summary>A step that is done again keeps its place, and says what was found last.</summary>
    public Checklist With(IReadOnlyList<Tick> ticks) => this with
    {
        Ticks = [.. Ticks.Where(old => ticks.All(tick => tick.Step != old.Step)), .. ticks],
    };

    public Checklist WithSkipped(IReadOnlyList<ChecklistStep> steps) => this with { Skipped = [.. Skipped, .. steps] };

    /// <summary>What whoever does this step has passed over, and nobody has said yet.</summary>
    public IReadOnlyList<ChecklistStep> PassedOverBy(ChecklistStep step) =>
        [.. Steps.Where(earlier => earlier < step && Expects(earlier) && MarkOf(earlier) == ChecklistMark.Open)];
}

public static class ChecklistStepNames
{
    /// <summary>As it stands in a list, and in the middle of a sentence.</summary>
    public static string Spoken(this ChecklistStep step) => step switch
    {
        ChecklistStep.Acknowledged => "page acknowledged",
        ChecklistStep.Declared => "incident declared",
        ChecklistStep.HealthChecked => "prod health checked",
        ChecklistStep.ServerLookedAt => "cloud server looked at",
        ChecklistStep.DeploysChecked => "recent deploys checked",
        ChecklistStep.ReportsChecked => "reliability reports checked",
        ChecklistStep.CustomerAsked => "if customer-reported: customer asked, cross-org search done",
        ChecklistStep.Communicated => "outward word sent",
        _ => throw new UnreachableException($"No words for {step}."),
    };
}
