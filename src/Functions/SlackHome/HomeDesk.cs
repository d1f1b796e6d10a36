using System.Diagnostics.CodeAnalysis;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Home;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Handovers;
using OnCall.Engine.Incidents;
using OnCall.Engine.Rotation;
using OnCall.Functions.Silences;

namespace OnCall.Functions.SlackHome;

/// <summary>Reads what the App Home tells, all at once. What cannot be read leaves a gap and takes nothing else with it.</summary>
sealed partial class HomeDesk(
    OnCallPolicy policy, HomeDuties duties, OpenIncidents incidents, SlackPermalinks links, HomeHandovers handovers,
    SilenceIntake silences, TimeProvider clock, ILogger<HomeDesk> log)
{
    public async Task<HomeFacts> ReadAsync(string user, CancellationToken cancellation)
    {
        var (open, handover, silenced) = (
            OrGapAsync(IncidentsAsync(cancellation)), OrGapAsync(handovers.ReadAsync(cancellation)),
            OrGapAsync(silences.ReadAsync(cancellation)));
        return new HomeFacts(duties.Now(), await open, await handover, await silenced, clock.GetUtcNow())
        {
            IsReaderKnown = policy.People.Any(person => person.Slack == user),
        };
    }

    async Task<IReadOnlyList<HomeIncident>> IncidentsAsync(CancellationToken cancellation)
    {
        var open = await incidents.ReadAsync(cancellation);
        return await Task.WhenAll(open.Select(async (incident, place) => new HomeIncident(
            incident.Page, incident.State,
            // Of those that are not shown nobody follows the link.
            place < HomePage.MaxIncidents && SlackReceipt.Parse(incident.Thread) is { } thread
                ? await links.OfAsync(thread, cancellation)
                : null)));
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps one part from being read: the others are shown.")]
    async Task<T?> OrGapAsync<T>(Task<T> reading)
        where T : class
    {
        try
        {
            return await reading;
        }
        catch (Exception e)
        {
            LogNotRead(e);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A part of the App Home could not be read")]
    partial void LogNotRead(Exception e);
}

/// <summary>Who is on call, by what is known of overrides.</summary>
sealed class HomeDuties(OnCallPolicy policy, RotationCalendar calendar, StoredOverrides overrides, TimeProvider clock)
{
    public HomeDuty Now()
    {
        var (schedule, now) = (OnCallSchedule.Of(policy, calendar, overrides.Current), clock.GetUtcNow());
        List<OnCallTurn> turns = [.. OnCallRoles.All.Select(role => schedule.TurnAt(role, now))];
        return new HomeDuty(turns, [.. turns.Select(turn => schedule.TurnAt(turn.Role, turn.Until))], overrides.ReadAt);
    }
}

/// <summary>How the handover stands, and when the next one is.</summary>
sealed class HomeHandovers(StoredHandovers handovers, HandoverTimes times, HandoverRoster roster, TimeProvider clock)
{
    public async Task<HomeHandover> ReadAsync(CancellationToken cancellation)
    {
        var latest = await handovers.LatestAsync(cancellation);
        var now = clock.GetUtcNow();
        var next = times.Next(now);
        return new HomeHandover(latest?.State, next, roster.At(next, now));
    }
}
