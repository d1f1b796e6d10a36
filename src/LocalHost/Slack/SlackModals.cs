using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;
using static OnCall.LocalHost.Slack.SlackReply;

namespace OnCall.LocalHost.Slack;

/// <summary>The modals that people have open, and the triggers that open one. Thread-safe.</summary>
sealed class SlackModals(TimeProvider clock)
{
    static readonly TimeSpan TriggerLives = TimeSpan.FromSeconds(3);

    readonly Lock _gate = new();
    readonly Dictionary<string, Trigger> _triggers = new(StringComparer.Ordinal);
    readonly List<OpenView> _open = [];
    int _last;

    public IReadOnlyList<OpenView> Views
    {
        get
        {
            lock (_gate)
                return [.. _open];
        }
    }

    /// <summary>With it, for three seconds, the app may show this person one modal.</summary>
    public string NewTrigger(Person person)
    {
        lock (_gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeMilliseconds()}.42.sandbox{++_last:x8}");
            _triggers[id] = new Trigger(person, clock.GetUtcNow() + TriggerLives);
            return id;
        }
    }

    public JsonObject Open(JsonElement body)
    {
        lock (_gate)
        {
            if (body.Text("trigger_id") is not { } id || !_triggers.TryGetValue(id, out var trigger))
                return Error("invalid_trigger_id");
            if (trigger.IsUsed)
                return Error("exchanged_trigger_id");
            if (clock.GetUtcNow() >= trigger.Until)
                return Error("expired_trigger_id");
            if (body.Part("view") is not { } view || SlackViewRules.ErrorIn(view) is not null)
                return Error("invalid_arguments");

            _triggers[id] = trigger with { IsUsed = true };
            var opened = new OpenView(string.Create(CultureInfo.InvariantCulture, $"V{++_last:D8}"), trigger.Person, view);
            _open.Add(opened);
            return Ok(("view", SlackModalShapes.Of(opened)));
        }
    }

    public JsonObject Update(JsonElement body)
    {
        lock (_gate)
        {
            var place = _open.FindIndex(view => view.Id == body.Text("view_id"));
            if (place < 0)
                return Error("not_found");
            if (body.Part("view") is not { } view || SlackViewRules.ErrorIn(view) is not null)
                return Error("invalid_arguments");

            _open[place] = _open[place] with { View = view };
            return Ok(("view", SlackModalShapes.Of(_open[place])));
        }
    }

    public void Close(OpenView view)
    {
        lock (_gate)
            _open.RemoveAll(open => open.Id == view.Id);
    }

    /// <summary>It stays open, with what is wrong and what was typed.</summary>
    public void SendBack(
        OpenView view, IReadOnlyDictionary<string, string> errors, IReadOnlyDictionary<string, string> typed)
    {
        lock (_gate)
        {
            var place = _open.FindIndex(open => open.Id == view.Id);
            if (place >= 0)
                _open[place] = _open[place] with { Errors = errors, Typed = typed };
        }
    }

    readonly record struct Trigger(Person Person, DateTimeOffset Until, bool IsUsed = false);
}

/// <summary>Modals as Slack writes them.</summary>
static class SlackModalShapes
{
    /// <param name="values">What was typed, by block id.</param>
    public static JsonObject Of(OpenView view, IReadOnlyDictionary<string, string>? values = null)
    {
        var shape = JsonObject.Create(view.View)!;
        var state = new JsonObject();
        if (values is not null)
            foreach (var input in view.Inputs)
                state[input.BlockId] = new JsonObject
                {
                    [input.ActionId] = new JsonObject
                    {
                        ["type"] = "plain_text_input",
                        // Slack writes null for an input that was left empty.
                        ["value"] = values.GetValueOrDefault(input.BlockId) is { Length: > 0 } text ? text : null,
                    },
                };
        (shape["id"], shape["state"], shape["root_view_id"]) = (view.Id, new JsonObject { ["values"] = state }, view.Id);
        return shape;
    }
}
