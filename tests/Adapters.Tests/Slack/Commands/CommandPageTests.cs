using OnCall.Adapters.Slack.Commands;

namespace OnCall.Adapters.Tests.Slack.Commands;

/// <summary>Keeps the promises of docs/slack-commands.md.</summary>
public class CommandPageTests
{
    const string Command = "/oncall";

    static string[] Examples { get; } =
        [.. File.ReadLines(Path.Combine(FindRoot(AppContext.BaseDirectory), "docs", "slack-commands.md"))
            .Where(line => line.StartsWith(Command, StringComparison.Ordinal))];

    [Fact]
    public void Every_example_of_the_page_is_understood() => Assert.All(
        Examples,
        line => Assert.IsNotType<OnCallWish.NotUnderstood>(
            new WishReader(Fixture.Policy, Fixture.Start).Read("U0ADA", line[Command.Length..])));

    [Fact]
    public void Everything_that_can_be_typed_stands_on_the_page() => Assert.Superset(
        CommandHelp.Verbs.ToHashSet(), Examples.Select(line => line.Split(' ').ElementAtOrDefault(1) ?? "").ToHashSet());

    static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "OnCallFunctions.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository."));
}
