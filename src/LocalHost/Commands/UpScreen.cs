using System.Globalization;
using OnCall.LocalHost.Site;
using OnCall.LocalHost.Slack;

namespace OnCall.LocalHost.Commands;

/// <summary>What somebody sees who has everything up on this machine.</summary>
sealed class UpScreen(TextWriter screen, bool verbose)
{
    // The app's console logger begins a line with its level.
    static readonly string[] Unremarkable = ["info:", "dbug:", "trce:"];

    const string Trigger =
        $$$"""
        {"routing_key":"{{{LocalSecrets.PagerDutyRoutingKey}}}","event_action":"trigger","dedup_key":"api-down","payload":{"summary":"Cloud API answers 5xx","source":"novavms.novalien.com","severity":"critical"}}
        """;

    const string RealOne = "the real one";

    readonly Lock _gate = new();

    public void ShowAddresses(LocalSite site)
    {
        var functions = site.Address.ToString().TrimEnd('/');
        var around = site.Neighbourhood;
        var secret = around.PagerDuty is null ? "your secret" : LocalSecrets.PagerDutyWebhookSecret;
        Write(
            $"""
            OnCallFunctions is up. Ctrl+C ends it.

              functions       {functions}
              health          {functions}/api/health?code={LocalSecrets.FunctionKey}
              webhook         {functions}/api/pagerduty/webhook   (signed with {secret})
              Slack           {around.Slack?.Url.ToString() ?? RealOne}
              PagerDuty       {around.PagerDuty?.Url.ToString() ?? RealOne}
              GitHub          {around.GitHub?.Url.ToString() ?? RealOne}
              NovaVMS         {around.NovaVms?.Url.ToString() ?? RealOne}
              Service Bus     {(around.Bus is { } bus ? $"amqp://127.0.0.1:{bus.Port}" : RealOne)}
              storage         {StorageOf(around)}
            """);
        if (site.Neighbourhood.PagerDuty is { } pagerDuty)
            Write(
                $"""

                Page somebody:

                  curl -sS {pagerDuty.Url}v2/enqueue -d '{Trigger}'

                With "acknowledge" or "resolve" instead of "trigger" it is acknowledged or resolved.

                """);
    }

    public void Watch(Neighbourhood neighbourhood)
    {
        if (neighbourhood.PagerDuty is { } pagerDuty)
            pagerDuty.Happened += happening => Show(happening.At, "PagerDuty", happening.Sentence);
        if (neighbourhood.Slack is { } slack)
        {
            slack.Posted += message => Show(message.ReceivedAt, PlaceOf(message), slack.Render(message));
            slack.Edited += message => Show(message.EditedAt ?? message.ReceivedAt, "  changed to", slack.Render(message));
            slack.Whispered += message => Show(message.ReceivedAt, "  for one person's eyes", slack.Render(message));
        }
    }

    public void ShowOutput(string line)
    {
        if (verbose || !Unremarkable.Any(level => line.StartsWith(level, StringComparison.Ordinal)))
            Write(line);
    }

    static string PlaceOf(PostedMessage message) =>
        message.IsDirect ? $"to {message.Channel.Name} alone"
        : message.ThreadTs is null ? $"#{message.Channel.Name}"
        : "  in the thread";

    static string StorageOf(Neighbourhood around) =>
        around.Memory is not null ? "in memory"
        : around.Settings.ContainsKey("AzureWebJobsStorage") ? "Azurite"
        : RealOne;

    void Show(DateTimeOffset at, string place, string text)
    {
        var margin = string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm:ss} UTC  {place,-24}  ");
        Write(margin + text.ReplaceLineEndings(Environment.NewLine + new string(' ', margin.Length)));
    }

    void Write(string text)
    {
        lock (_gate)
            screen.WriteLine(text);
    }
}
