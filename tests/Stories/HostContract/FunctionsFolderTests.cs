using OnCall.LocalHost;
using OnCall.LocalHost.FunctionsHost;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.HostContract;

public sealed class FunctionsFolderTests
{
    static readonly Dictionary<string, string> Settings = new() { ["EVERY"] = "0 0 7 * * *", ["QUEUE"] = "knocks" };

    [Fact]
    public void Our_own_folder_is_read_whole()
    {
        var folder = FunctionsFolder.Read(AppContext.BaseDirectory);
        Assert.Equal(TimeSpan.FromMinutes(5), folder.Host.FunctionTimeout);
        Assert.Equal(16, folder.Host.MaxConcurrentCalls);
        Assert.Equal("api", folder.Host.RoutePrefix);

        var webhook = Assert.IsType<FunctionDeclaration.OverHttp>(folder.Functions.Single(f => f.Name == "PagerDutyWebhook"));
        Assert.Equal("pagerduty/webhook", webhook.Route);
        Assert.Equal(["POST"], webhook.Methods);
        Assert.Equal(AuthLevel.Anonymous, webhook.AuthLevel);
        var wakeup = Assert.IsType<FunctionDeclaration.OnMessages>(folder.Functions.Single(f => f.Name == "Wakeup"));
        Assert.Equal(("wakeup", "wakeups", "ServiceBus"), (wakeup.Binding, wakeup.Queue, wakeup.Connection));
    }

    [Fact]
    public void Settings_in_percent_signs_are_filled_in()
    {
        using var folder = new FunctionsFolderOnDisk().WithTimer("Daily", "%EVERY%").WithQueue("Knock", "%QUEUE%");
        var functions = FunctionsFolder.Read(folder.Path, Settings).Functions;
        Assert.Equal(
            PlayedHost.Start.Date.AddDays(1).AddHours(7),
            Assert.IsType<FunctionDeclaration.OnTimer>(functions[0]).Schedule.GetNextOccurrence(PlayedHost.Start.UtcDateTime));
        Assert.Equal("knocks", Assert.IsType<FunctionDeclaration.OnMessages>(functions[1]).Queue);
    }

    [Fact]
    public void Two_methods_of_one_route_may_be_two_functions()
    {
        using var folder = new FunctionsFolderOnDisk()
            .WithHttp("List", "people/{id?}", "\"get\"").WithHttp("Add", "people/{id?}", "\"post\"");
        Assert.Equal(2, FunctionsFolder.Read(folder.Path).Functions.Count);
    }

    [Fact]
    public void A_folder_without_host_json_is_refused()
    {
        using var folder = new FunctionsFolderOnDisk();
        File.Delete(Path.Combine(folder.Path, "host.json"));
        Assert.Contains("host.json: is missing.", ErrorOf(folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host.json", "{", "host.json: line 1 is not what belongs there.")]
    [InlineData("host.json", """{ "version": "1.0" }""", "host.json: version: '1.0' is not \"2.0\".")]
    [InlineData("host.json", """{ "version": "2.0" }""", "host.json: customHandler.description.defaultExecutablePath: is missing")]
    [InlineData("host.json", """{ "functionTimeout": "5 min" }""", "host.json: functionTimeout: '5 min' is not")]
    [InlineData("A/function.json", """{ "bindings": 1 }""", "A/function.json: bindings: line 1 is not")]
    [InlineData("A/function.json", """{ "bindings": [] }""", "A/function.json: bindings: a function has exactly one trigger")]
    public void What_is_wrong_is_named_by_file_and_field(string file, string content, string error)
    {
        using var folder = new FunctionsFolderOnDisk().With(file, content);
        Assert.Contains(error, ErrorOf(folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\": \"blobTrigger\"", "bindings[0].type: the local host plays")] // not played
    [InlineData("\"type\": \"timerTrigger\", \"schedule\": \"* * * * *\"", "bindings[0].schedule: '* * * * *'")] // five fields
    [InlineData("\"type\": \"timerTrigger\", \"schedule\": \"@daily\"", "bindings[0].schedule: '@daily'")] // Cronos knows it, Azure does not
    [InlineData("\"type\": \"timerTrigger\", \"schedule\": \"%GONE%\"", "the app setting 'GONE' is not set.")]
    [InlineData("\"type\": \"timerTrigger\", \"runOnStartup\": true", "bindings[0].runOnStartup: the local host does not")]
    [InlineData("\"type\": \"serviceBusTrigger\"", "bindings[0].queueName: is missing")]
    [InlineData("\"type\": \"httpTrigger\"", "beside the httpTrigger stands one binding")]
    [InlineData("\"type\": \"httpTrigger\", \"authLevel\": \"none\"", "bindings[0].authLevel: 'none' is none of")]
    [InlineData("\"type\": \"httpTrigger\", \"route\": \"administer\"", "bindings[0].route: 'administer': the host keeps")]
    [InlineData("\"type\": \"httpTrigger\", \"route\": \"a/{b\"", "bindings[0].route: 'a/{b'")]
    public void A_trigger_that_cannot_be_played_is_refused(string trigger, string error)
    {
        using var folder = new FunctionsFolderOnDisk()
            .With("A/function.json", $$"""{ "bindings": [{ "direction": "in", "name": "n", {{trigger}} }] }""");
        var message = ErrorOf(folder);
        Assert.Contains("A/function.json: ", message, StringComparison.Ordinal);
        Assert.Contains(error, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("people", "People")] // routes do not mind capitals
    [InlineData("people/{id}", "people/{name}")] // the name of a parameter does not count
    public void One_route_for_two_functions_is_refused(string first, string second)
    {
        using var folder = new FunctionsFolderOnDisk().WithHttp("A", first).WithHttp("B", second);
        Assert.Contains($"B/function.json: route: '{second}' is taken by A", ErrorOf(folder), StringComparison.Ordinal);
    }

    static string ErrorOf(FunctionsFolderOnDisk folder) =>
        Assert.Throws<LocalHostException>(() => FunctionsFolder.Read(folder.Path, Settings)).Message;
}
