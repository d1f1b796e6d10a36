using System.Diagnostics.CodeAnalysis;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Home;
using OnCall.Functions.SlackEvents;

namespace OnCall.Functions.SlackHome;

/// <summary>
/// Shows somebody who opens our app's Home tab how things stand. Nothing depends on it: what fails is logged, and the next
/// opening tries again.
/// </summary>
sealed partial class HomeListener(
    HomeDesk desk, HomePage page, SlackHomes homes, IHostApplicationLifetime app, ILogger<HomeListener> log) : ISlackListener
{
    // Of the machine's time: Slack waits three seconds, and sends again what was not answered.
    static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    // Whoever still waits then has closed it.
    static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(20);

    public async Task<string?> HearAsync(SlackEventReading.Heard heard, CancellationToken cancellation)
    {
        if (heard is not SlackEventReading.HomeOpened opened)
            return null;
        try
        {
            return await ShowAsync(opened.User).WaitAsync(AnswerWithin, TimeProvider.System, cancellation);
        }
        catch (TimeoutException)
        {
            return "home: on its way";
        }
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "It goes on behind the answer: nobody else hears of what went wrong.")]
    async Task<string> ShowAsync(string user)
    {
        // Not ended when Slack stops waiting.
        using var limit = new CancellationTokenSource(GiveUpAfter, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(app.ApplicationStopping, limit.Token);
        try
        {
            var facts = await desk.ReadAsync(user, either.Token);
            if (await homes.PublishAsync(user, page.Of(facts), either.Token) is not { } why)
                return "home: shown";
            LogRefused(user, why);
        }
        catch (Exception e)
        {
            LogFailed(e, user);
        }

        return "home: not shown";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The App Home of {User} was not shown: {Why}")]
    partial void LogRefused(string user, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The App Home of {User} was not shown")]
    partial void LogFailed(Exception e, string user);
}
