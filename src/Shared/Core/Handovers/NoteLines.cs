using System.Diagnostics;
using OnCall.Core.Deploys;
using OnCall.Core.Incidents;
using OnCall.Core.Orgs;
using OnCall.Core.Postmortems;
using OnCall.Core.Silences;
using OnCall.Core.Text;

namespace OnCall.Core.Handovers;

/// <summary>What the sources know, as lines of the note. The most pressing first, because long lists are cut.</summary>
public static class NoteLines
{
    const string Draft = "postmortem draft";

    /// <summary>"Rotation is weekly."</summary>
    static readonly TimeSpan SinceLastHandover = TimeSpan.FromDays(7);

    /// <summary>What is beyond it is counted, and linked where somebody shows it.</summary>
    public const int MaxLines = 10;

    /// <summary>
    /// "Open incidents and their state (link to postmortem drafts if any)": those that nobody has first, then the oldest; behind
    /// them what was resolved since the last handover and whose draft waits to be finished.
    /// </summary>
    public static SectionContent.Known Of(
        IReadOnlyList<OpenIncident> incidents, IReadOnlyList<IncidentEnd> closed, IReadOnlyList<Postmortem> postmortems, Uri? wholeList,
        DateTimeOffset now)
    {
        List<NoteLine> lines =
        [
            .. incidents.OrderBy(incident => incident.Owner is not null).ThenBy(incident => incident.Page.StartedAt).Select(
                incident => new NoteLine(
                    $"{incident.Page.Title}: {StateOf(incident)}, open for {(now - incident.Page.StartedAt).Spoken()}",
                    incident.Page.Url, More: DraftOf(incident.Page.Incident, postmortems))),
            .. from end in closed
               where end.Postmortem is not null && now - end.At <= SinceLastHandover
               orderby end.At descending
               select new NoteLine(
                   $"{end.Page.Title}: resolved by {end.By.Name}", end.Page.Url, end.At,
                   DraftOf(end.Page.Incident, postmortems) ?? new NoteLink(Draft, end.Postmortem!)),
        ];
        return Cut(lines, line => line, lines.Count, wholeList);
    }

    /// <summary>"Deploys in flight": by environment, those that are not done first.</summary>
    public static SectionContent Of(
        IReadOnlyList<Deploy> deploys, IReadOnlyList<string> environments, Uri? wholeList) => Cut(
            deploys.OrderBy(deploy => deploy.State == DeployState.Live).ThenBy(deploy => PlaceIn(environments, deploy)).ThenByDescending(deploy => deploy.At),
            deploy => new NoteLine($"{deploy.Environment}: {NameOf(deploy.Repository)} {deploy.Version}, {StateOf(deploy)}, by {deploy.By}", deploy.Url, deploy.At),
            deploys.Count, wholeList);

    public static SectionContent Of(IReadOnlyList<Org> orgs, Uri? wholeList) => Cut(
        orgs.OrderBy(org => org.Name, StringComparer.OrdinalIgnoreCase),
        org => new NoteLine($"{org.Name} ({org.Id})"),
        orgs.Count, wholeList);

    /// <summary>"Known-noisy alerts to watch (and any temporary silences scheduled to lift during the next week)."</summary>
    /// <param name="from">The week begins here.</param>
    public static SectionContent Of(SilenceBook book, DateTimeOffset from)
    {
        List<KnownAlert> alerts =
        [
            .. book.SilencesLiftingInTheWeekFrom(from),
            .. book.OpenAt(from).Where(alert => alert.Kind == SilenceKind.Noisy),
        ];
        return Cut(
            alerts,
            alert => alert.Kind == SilenceKind.Silence
                ? new NoteLine($"{alert.Alert}: silenced ({alert.Why}), lifts", Url: null, alert.Until)
                : new NoteLine($"{alert.Alert}: known to be noisy ({alert.Why})"),
            alerts.Count, wholeList: null, SilenceBook.MaxKept);
    }

    // Ours are few enough to stand there all.
    static SectionContent.Known Cut<T>(
        IEnumerable<T> items, Func<T, NoteLine> line, int total, Uri? wholeList, int maxLines = MaxLines) =>
        new([.. items.Take(maxLines).Select(line)], total, wholeList);

    static NoteLink? DraftOf(IncidentId incident, IReadOnlyList<Postmortem> postmortems) =>
        Postmortem.Of(incident, postmortems) is { } draft ? new NoteLink(Draft, draft.Url) : null;

    static string StateOf(OpenIncident incident) => incident.Owner is { } owner
        ? $"acknowledged by {owner.Name}"
        : "nobody has acknowledged it";

    static string StateOf(Deploy deploy) => deploy.State switch
    {
        DeployState.InProgress => "in progress",
        DeployState.Live => "live",
        DeployState.Failed => "failed",
        DeployState.Unknown => "state not looked up",
        _ => throw new UnreachableException($"No words for {deploy.State}."),
    };

    static int PlaceIn(IReadOnlyList<string> environments, Deploy deploy) =>
        environments.TakeWhile(environment => environment != deploy.Environment).Count();

    // The owner is the same for all of a team's repositories.
    static string NameOf(string repository) => repository[(repository.LastIndexOf('/') + 1)..];
}
