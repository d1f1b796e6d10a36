using System.CommandLine;
using System.Globalization;
using OnCall.Core.Processes;
using OnCall.Engine.DeadLetters;

namespace OnCall.LocalHost.Commands;

/// <summary><c>deadletters</c>: lists the messages that could not be handled, and sends them anew.</summary>
static class DeadLettersCommand
{
    static readonly Option<string?> Replay = new("--replay")
    {
        Description = "Send the one with this id anew.",
    };

    static readonly Option<bool> ReplayAll = new("--replay-all")
    {
        Description = "Send all of them anew.",
    };

    static readonly Option<int?> FunctionsPort = new("--functions-port")
    {
        Description = "Which `up` is meant when several run: the port at which its functions answer.",
    };

    static Actor AtTheKeyboard => new($"operator:{Environment.UserName}", Environment.UserName);

    public static Command Create()
    {
        var command = new Command("deadletters", "Lists the messages that could not be handled, and sends them anew.")
        {
            Replay, ReplayAll, FunctionsPort, CommonOptions.Verbose,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var loggers = ConsoleLogs.Create(parsed.GetValue(CommonOptions.Verbose));
        var settings = FoundSettings.Find(GivenSettings.FromEnvironment(), RunningUp.All(), parsed.GetValue(FunctionsPort));
        await using var office = DeadLetterOffice.Open(settings, loggers);
        var waiting = await office.WaitingAsync(cancellation);

        if (parsed.GetValue(ReplayAll))
            return await ReplayAsync(office, waiting, cancellation);
        if (parsed.GetValue(Replay) is not { } id)
            return List(waiting);
        return waiting.Where(letter => letter.Id == id).ToList() is { Count: > 0 } chosen
            ? await ReplayAsync(office, chosen, cancellation)
            : throw new LocalHostException(
                $"No dead letter with the id {id} waits. Without --replay, `deadletters` lists those that do.");
    }

    static int List(IReadOnlyList<WaitingLetter> waiting)
    {
        if (waiting.Count == 0)
        {
            Console.WriteLine("No dead letters: every message was handled.");
            return ExitCodes.Fine;
        }

        foreach (var letter in waiting)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{letter.Id}  {letter.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC  {NameOf(letter),-30}  {letter.Message.Why ?? "no reason given"}"));
        Console.WriteLine($"{waiting.Count} in all. `deadletters --replay <id>` sends one anew, `--replay-all` all of them.");
        return ExitCodes.Fine;
    }

    static async Task<int> ReplayAsync(
        DeadLetterOffice office, IReadOnlyList<WaitingLetter> letters, CancellationToken cancellation)
    {
        foreach (var letter in letters)
        {
            await office.ReplayAsync(letter, AtTheKeyboard, cancellation);
            Console.WriteLine(letter.Message.Knock is null
                ? $"{letter.Id}: nothing in it can be sent anew; put away. It read: {letter.Message.Body}"
                : $"{letter.Id}: sent anew to {letter.Message.Knock.Process}.");
        }

        if (letters.Count == 0)
            Console.WriteLine("No dead letters: nothing to send anew.");
        return ExitCodes.Fine;
    }

    static string NameOf(WaitingLetter letter) => letter.Message.Knock?.Process ?? "(no wake-up)";
}
