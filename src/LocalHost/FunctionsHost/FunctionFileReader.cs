using Cronos;
using Microsoft.AspNetCore.Routing.Patterns;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>From the text of one function.json to a declaration, or to what is wrong with it.</summary>
sealed class FunctionFileReader(string function, FolderChecks checks)
{
    static readonly char[] UnknownToAzure = ['#', '?', '@'];
    readonly string _file = $"{function}/function.json";

    /// <summary>Null when it is disabled, or wrong.</summary>
    public FunctionDeclaration? Read()
    {
        if (checks.Json(_file, FolderJson.Default.FunctionFile) is not { Disabled: not true } file)
            return null;

        checks.NothingUnknown(_file, "", file.Unknown);
        var bindings = file.Bindings ?? [];
        for (var i = 0; i < bindings.Count; i++)
            checks.NothingUnknown(_file, $"bindings[{i}].", bindings[i].Unknown);

        var triggers = bindings.Index()
            .Where(binding => binding.Item.Type?.EndsWith("Trigger", StringComparison.Ordinal) == true)
            .ToList();
        if (triggers is [var (place, trigger)])
            return Declaration($"bindings[{place}]", trigger, [.. bindings.Where(b => b != trigger)]);
        checks.Fail(_file, "bindings", $"a function has exactly one trigger, not {triggers.Count}.");
        return null;
    }

    FunctionDeclaration? Declaration(
        string field, FunctionFile.BindingEntry trigger, IReadOnlyList<FunctionFile.BindingEntry> others)
    {
        if (trigger.Direction != "in")
            checks.Fail(_file, $"{field}.direction", "a trigger has the direction \"in\".");
        var name = checks.Text(_file, $"{field}.name", trigger.Name);
        var isHttp = trigger.Type == "httpTrigger";
        if (isHttp ? others is not [{ Type: "http", Direction: "out" }] : others.Count > 0)
            checks.Fail(_file, "bindings", isHttp
                ? "beside the httpTrigger stands one binding: type \"http\", direction \"out\"."
                : "the local host plays no other binding beside this trigger.");

        switch (trigger.Type)
        {
            case "httpTrigger":
                return new FunctionDeclaration.OverHttp(
                    function, Route(field, trigger.Route),
                    [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())],
                    Level(field, trigger.AuthLevel));
            case "timerTrigger":
                return Schedule(field, trigger.Schedule) is { } schedule
                    ? new FunctionDeclaration.OnTimer(function, name, schedule)
                    : null;
            case "serviceBusTrigger":
                return new FunctionDeclaration.OnMessages(
                    function, name, checks.Resolved(_file, $"{field}.queueName", trigger.QueueName),
                    checks.Text(_file, $"{field}.connection", trigger.Connection));
            default:
                checks.Fail(_file, $"{field}.type", $"the local host plays httpTrigger, timerTrigger and "
                    + $"serviceBusTrigger, not '{trigger.Type}'.");
                return null;
        }
    }

    string Route(string field, string? value)
    {
        var route = (value ?? function).Trim('/');
        if (route.StartsWith("admin", StringComparison.OrdinalIgnoreCase))
            checks.Fail(_file, $"{field}.route", $"'{route}': the host keeps routes that begin with admin for itself.");
        try
        {
            RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException e)
        {
            checks.Fail(_file, $"{field}.route", $"'{route}': {e.Message}");
        }

        return route;
    }

    AuthLevel Level(string field, string? value)
    {
        var level = AuthLevel.Function;
        if (value is not null && !Enum.TryParse(value, ignoreCase: true, out level))
            checks.Fail(_file, $"{field}.authLevel", $"'{value}' is none of anonymous, function, admin.");
        return level;
    }

    CronExpression? Schedule(string field, string? value)
    {
        var text = checks.Resolved(_file, $"{field}.schedule", value);
        if (text.IndexOfAny(UnknownToAzure) < 0
            && CronExpression.TryParse(text, CronFormat.IncludeSeconds, out var schedule))
            return schedule;
        checks.Fail(_file, $"{field}.schedule",
            $"'{text}' is not \"second minute hour day month weekday\", such as \"0 */5 * * * *\".");
        return null;
    }
}
