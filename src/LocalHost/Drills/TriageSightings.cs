namespace OnCall.LocalHost.Drills;

/// <summary>What people see of a triage that runs by itself: in the thread what was found, in the declaration the steps that are done.</summary>
static class TriageSightings
{
    /// <param name="says">The verdict.</param>
    /// <param name="health">What prod health answers.</param>
    public static IEnumerable<ExpectedSighting> At(
        string after, string says = "No suspect: everything that was looked at is fine.", string health = "200 in") =>
    [
        new(after, Place.Thread, says),
        new(after, Place.Edited, $"3. Prod health checked: {health}"),
    ];
}
