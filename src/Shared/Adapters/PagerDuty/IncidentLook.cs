using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.PagerDuty;

/// <summary>What PagerDuty's incident looks like just before somebody is paged.</summary>
/// <param name="Assignees">PagerDuty's users whom it pages now.</param>
/// <param name="EscalatesAt">When PagerDuty's own policy pages the next level by itself.</param>
sealed record IncidentLook(string? Status, IReadOnlyList<string> Assignees, DateTimeOffset? EscalatesAt)
{
    /// <summary>PagerDuty's own timer is given precedence when it is this close: two would page twice.</summary>
    static readonly TimeSpan Close = TimeSpan.FromMinutes(1);

    /// <summary>A timer that should have run this long ago will not run any more.</summary>
    static readonly TimeSpan Stale = TimeSpan.FromMinutes(2);

    /// <summary>How long PagerDuty may take to do what was due.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    public static IncidentLook In(Answer answer)
    {
        using var document = answer is Answer.Given given ? LenientJson.Parse(given.Body) : null;
        if (document?.RootElement.Child("incident") is not { } incident)
            return new IncidentLook(null, [], null);

        return new IncidentLook(
            incident.Text("status"),
            [.. incident.Items("assignments").Select(entry => entry.Child("assignee")?.Text("id")).OfType<string>()],
            incident.Items("pending_actions").Where(action => action.Text("type") == "escalate").Select(At).Min());
    }

    /// <summary>Null when the page has to go out now.</summary>
    public Delivery? InsteadOf(Effect.EscalatePage page, DateTimeOffset now) => this switch
    {
        // Somebody may have answered between the decision and now, and their webhook may still be on its way.
        { Status: "resolved" } => new Delivery.NotNeeded($"PagerDuty shows it {Status} already."),
        { Status: "acknowledged" } when !page.IsByHand => new Delivery.NotNeeded($"PagerDuty shows it {Status} already."),
        _ when Assignees.Contains(page.Person.PagerDuty, StringComparer.Ordinal) =>
            new Delivery.Done($"{page.Person.Name} is paged already."),
        { EscalatesAt: { } at } when at - now <= Close && now - at <= Stale => new Delivery.RetryLater(
            string.Create(CultureInfo.InvariantCulture, $"PagerDuty pages the next level by itself at {at:HH:mm:ss} UTC."),
            at > now ? at - now + Margin : Margin),
        _ => null,
    };

    static DateTimeOffset? At(JsonElement action) => DateTimeOffset.TryParse(
        action.Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
