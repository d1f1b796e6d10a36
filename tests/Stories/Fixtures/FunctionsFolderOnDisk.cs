namespace OnCall.Stories.Fixtures;

/// <summary>A functions app in a folder of its own, deleted afterwards.</summary>
public sealed class FunctionsFolderOnDisk : IDisposable
{
    public const string HostJson = """
        {
          "version": "2.0",
          "functionTimeout": "00:00:20",
          "customHandler": { "description": { "defaultExecutablePath": "handler" }, "enableForwardingHttpRequest": true },
          "extensions": { "serviceBus": { "maxConcurrentCalls": 3 } }
        }
        """;

    public string Path { get; } = Directory.CreateTempSubdirectory("oncall-functions-").FullName;

    public FunctionsFolderOnDisk() => With("host.json", HostJson);

    public FunctionsFolderOnDisk With(string file, string content)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public FunctionsFolderOnDisk WithHttp(
        string function, string route, string methods = "\"get\", \"post\"", string authLevel = "anonymous") =>
        With($"{function}/function.json", $$"""
            {
              "bindings": [
                {
                  "type": "httpTrigger", "direction": "in", "name": "request",
                  "route": "{{route}}", "methods": [{{methods}}], "authLevel": "{{authLevel}}"
                },
                { "type": "http", "direction": "out", "name": "$return" }
              ]
            }
            """);

    public FunctionsFolderOnDisk WithTimer(string function, string schedule) =>
        With($"{function}/function.json", $$"""
            { "bindings": [{ "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "{{schedule}}" }] }
            """);

    public FunctionsFolderOnDisk WithQueue(string function, string queue) =>
        With($"{function}/function.json", $$"""
            {
              "bindings": [
                {
                  "type": "serviceBusTrigger", "direction": "in", "name": "wakeup",
                  "queueName": "{{queue}}", "connection": "ServiceBus"
                }
              ]
            }
            """);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
