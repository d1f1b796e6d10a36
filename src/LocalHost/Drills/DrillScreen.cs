using System.Globalization;
using OnCall.Core.Policy;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.LocalHost.Drills;

/// <summary>Prints a drill as the people in it would see it.</summary>
sealed class DrillScreen(TextWriter screen)
{
    const int PlaceWidth = 24;
    readonly Lock _gate = new();

    public void Open(Drill drill, Stage stage)
    {
        screen.WriteLine($"{drill.Name}: {drill.About}");
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"It is {drill.Start:dddd d MMMM yyyy, HH:mm} UTC. The chain: {string.Join(", ", stage.ChainNow())}."));
        screen.WriteLine("On the left the minutes and seconds since then; in Slack, times are the team's own.");
    }

    public void Show(Sighting seen, Channels channels)
    {
        var place = seen.Place switch
        {
            Place.PagerDuty => "PagerDuty",
            Place.Channel => $"#{channels.IncidentLive.Name}",
            Place.OnCallChannel => $"#{channels.OnCall.Name}",
            Place.NoiseChannel => $"#{channels.Noise.Name}",
            Place.Edited => "  changed to",
            Place.Ephemeral => "  for one person's eyes",
            Place.DirectMessage => "direct message",
            _ => "  in the thread",
        };
        Show(seen.After, place, seen.Text);
    }

    public void Show(TimeSpan after, WebhookAttempt attempt) => Show(
        after, "webhook in", $"{attempt.EventType} {attempt.IncidentId}: {(attempt.Status is { } status ? $"answered {(int)status} {status}" : "no answer")}");

    void Show(TimeSpan after, string place, string text)
    {
        lock (_gate)
        {
            screen.WriteLine();
            var margin = $"{DrillClock.Show(after)}  {place,-PlaceWidth}  ";
            foreach (var line in text.Split('\n'))
            {
                screen.WriteLine($"{margin}{line}".TrimEnd());
                margin = new string(' ', margin.Length);
            }
        }
    }

    public void Close(DrillVerdict verdict)
    {
        screen.WriteLine();
        foreach (var missing in verdict.Missing)
            screen.WriteLine($"MISSING     {missing}");
        foreach (var unexpected in verdict.Unexpected)
            screen.WriteLine($"UNEXPECTED  {DrillClock.Show(unexpected.After)} {unexpected.Place}: {unexpected.Text}");
        if (!verdict.IsInOrder)
            screen.WriteLine("OUT OF ORDER");
        screen.WriteLine(verdict.IsAsTheRunbookSays ? "As the runbook says." : "Not as the runbook says.");
    }
}
