namespace OnCall.LocalHost.Commands;

/// <summary>Which storage and bus are meant: those of the environment, or those of the <c>up</c> that runs.</summary>
static class FoundSettings
{
    static readonly string[] Storage = ["AzureWebJobsStorage", "AzureWebJobsStorage__accountName"];
    static readonly string[] Bus = ["ServiceBus", "ServiceBus__fullyQualifiedNamespace"];

    /// <exception cref="LocalHostException">They cannot be found; says what to do.</exception>
    public static IReadOnlyDictionary<string, string> Find(
        IReadOnlyDictionary<string, string> given, IReadOnlyList<RunningUp> running, int? functionsPort)
    {
        if (Has(given, Storage) && Has(given, Bus))
            return given;

        var up = Chosen(running, functionsPort);
        if (up.IsInMemory && !Has(given, Storage))
            throw new LocalHostException(
                $"The `up` at {up.Functions} keeps its state in its own memory (--in-memory), where nobody else can read it. "
                + "Its log says what failed.");
        var settings = new Dictionary<string, string>(given.Concat(up.Settings.Where(setting => !given.ContainsKey(setting.Key))));
        return Has(settings, Storage) && Has(settings, Bus)
            ? settings
            : throw new LocalHostException(
                $"The `up` at {up.Functions} was given its storage or its bus by the environment: give "
                + $"{Storage[0]} and {Bus[0]} to this command too.");
    }

    static RunningUp Chosen(IReadOnlyList<RunningUp> running, int? functionsPort)
    {
        var meant = running.Where(up => functionsPort is null || up.Functions.Port == functionsPort).ToList();
        return meant switch
        {
            [var up] => up,
            [] when functionsPort is { } port => throw new LocalHostException(
                $"No `up` runs with its functions at port {port}. {Others(running)}"),
            [] => throw new LocalHostException(
                "Nothing to look at: no `up` runs here, and the environment names no storage and bus. Start "
                + "`dotnet run --project src/LocalHost`, or set AzureWebJobsStorage and ServiceBus (or "
                + "AzureWebJobsStorage__accountName and ServiceBus__fullyQualifiedNamespace) to those of the app in Azure."),
            _ => throw new LocalHostException($"Which one? Choose it with --functions-port. {Others(meant)}"),
        };
    }

    static string Others(IReadOnlyList<RunningUp> running) => running.Count == 0
        ? "None runs."
        : $"These run: {string.Join(", ", running.Select(up => up.Functions.ToString()))}.";

    static bool Has(IReadOnlyDictionary<string, string> settings, string[] names) =>
        names.Any(name => settings.TryGetValue(name, out var value) && value.Length > 0);
}
