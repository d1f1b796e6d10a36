namespace OnCall.Core.Policy;

/// <summary>The section <c>incidents</c> of the policy file: what it leaves out counts as it stands in the runbook.</summary>
static class IncidentsSection
{
    const int MostSnoozes = 10;
    const int MostReasonWords = 20;

    public static IncidentsPolicy Read(PolicyFile.IncidentsEntry? entry, PolicyChecks checks)
    {
        var standard = IncidentsPolicy.Standard;
        if (entry is null)
            return standard;

        return new IncidentsPolicy
        {
            OnlineWithin = Duration(nameof(entry.OnlineWithin), entry.OnlineWithin, standard.OnlineWithin, checks),
            CommunicateEvery = Duration(nameof(entry.CommunicateEvery), entry.CommunicateEvery, standard.CommunicateEvery, checks),
            CommunicateGrace = Duration(nameof(entry.CommunicateGrace), entry.CommunicateGrace, standard.CommunicateGrace, checks),
            SnoozeFor = Duration(nameof(entry.SnoozeFor), entry.SnoozeFor, standard.SnoozeFor, checks),
            MaxSnoozes = Number(nameof(entry.MaxSnoozes), entry.MaxSnoozes, standard.MaxSnoozes, (0, MostSnoozes), checks),
            ConvergeAfter = Duration(nameof(entry.ConvergeAfter), entry.ConvergeAfter, standard.ConvergeAfter, checks),
            ConvergeAnswerWithin = Duration(
                nameof(entry.ConvergeAnswerWithin), entry.ConvergeAnswerWithin, standard.ConvergeAnswerWithin, checks),
            ConvergeAfterLateAck = Duration(
                nameof(entry.ConvergeAfterLateAck), entry.ConvergeAfterLateAck, standard.ConvergeAfterLateAck, checks),
            MinReasonWords = Number(
                nameof(entry.MinReasonWords), entry.MinReasonWords, standard.MinReasonWords, (1, MostReasonWords), checks),
            ResponseRunbook = entry.ResponseRunbook is { } url ? Address(url, checks) : null,
            May = May(entry.May, checks),
        };
    }

    static TimeSpan Duration(string field, string? value, TimeSpan standard, PolicyChecks checks) =>
        value is null ? standard : checks.Duration(NameOf(field), value);

    static int Number(string field, int? value, int standard, (int Least, int Most) limits, PolicyChecks checks)
    {
        if (value < limits.Least || value > limits.Most)
            checks.Fail(NameOf(field), $"{value} is not between {limits.Least} and {limits.Most}.");
        return value ?? standard;
    }

    static Uri? Address(string url, PolicyChecks checks)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http"))
            return address;
        checks.Fail("incidents.responseRunbook", $"'{url}' is not an address; write one that begins with https://.");
        return null;
    }

    static Dictionary<IncidentAction, IncidentRole> May(IReadOnlyDictionary<string, string>? entries, PolicyChecks checks)
    {
        var may = new Dictionary<IncidentAction, IncidentRole>(IncidentsPolicy.Standard.May);
        foreach (var (action, role) in entries ?? new Dictionary<string, string>())
            if (Enum.GetNames<IncidentAction>().FirstOrDefault(name => name.Equals(action, StringComparison.OrdinalIgnoreCase)) is { } name)
                may[Enum.Parse<IncidentAction>(name)] = checks.OneOf<IncidentRole>($"incidents.may.{action}", role);
            else
                checks.Fail(
                    $"incidents.may.{action}",
                    $"is nothing that can be allowed; write one of {string.Join(", ", Enum.GetNames<IncidentAction>().Select(Lower))}.");
        return may;
    }

    static string NameOf(string field) => $"incidents.{Lower(field)}";

    static string Lower(string name) => string.Concat(char.ToLowerInvariant(name[0]).ToString(), name.AsSpan(1));
}
