using OnCall.Core.Incidents;

namespace OnCall.Core.Postmortems;

/// <summary>A file in the folder of the postmortems, finished or a draft.</summary>
/// <param name="Name">Says which incident it is about: "2026-03-16-PABC123-api-down.md".</param>
public sealed record Postmortem(string Name, Uri Url)
{
    /// <summary>The newest of those whose name has the incident's id in it as a whole word: names begin with their date.</summary>
    public static Postmortem? Of(IncidentId incident, IEnumerable<Postmortem> written) => written
        .Where(postmortem => postmortem.IsAbout(incident))
        .MaxBy(postmortem => postmortem.Name, StringComparer.OrdinalIgnoreCase);

    bool IsAbout(IncidentId incident)
    {
        for (var at = Find(incident, 0); at >= 0; at = Find(incident, at + 1))
            if (!IsPartOfWord(at - 1) && !IsPartOfWord(at + incident.Value.Length))
                return true;
        return false;
    }

    int Find(IncidentId incident, int from) =>
        incident.Value.Length == 0 ? -1 : Name.IndexOf(incident.Value, from, StringComparison.OrdinalIgnoreCase);

    bool IsPartOfWord(int at) => at >= 0 && at < Name.Length && char.IsLetterOrDigit(Name[at]);
}
