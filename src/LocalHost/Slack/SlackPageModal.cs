using System.Net;
using System.Text.Json;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>A modal as a form that stands before everything else.</summary>
sealed class SlackPageModal(SlackReader reader)
{
    readonly SlackPageText _text = new(reader);

    public string Render(OpenView view, SlackVisit visit)
    {
        var inputs = new Queue<OpenInput>(view.Inputs);
        var blocks = string.Concat(view.Blocks.Select(block => block.Text("type") == "input"
            ? Input(inputs.Dequeue(), view, isFirst: inputs.Count == view.Inputs.Count - 1)
            : Words(block)));
        var submit = view.Submit is { } label ? $"""<button class="primary">{Html(label)}</button>""" : "";
        return $"""
            <div class="veil"><form method="post" action="/act/submit" class="modal" role="dialog" aria-modal="true" aria-labelledby="modal-title">
            <h2 id="modal-title">{Html(view.Title)}</h2>
            <input type="hidden" name="as" value="{Html(visit.As?.Id.Value ?? "")}"><input type="hidden" name="view" value="{Html(view.Id)}">
            {blocks}
            <div class="bar end"><button formaction="/act/dismiss" formnovalidate>{Html(view.Close)}</button>{submit}</div>
            </form></div>
            """;
    }

    static string Input(OpenInput input, OpenView view, bool isFirst)
    {
        var id = $"input-{Html(input.BlockId)}";
        var error = view.Errors.GetValueOrDefault(input.BlockId);
        var rules = $"""
            id="{id}" name="{id}" maxlength="3000"{(isFirst ? " autofocus" : "")}{(input.IsOptional ? "" : " required")}{(error is null ? "" : $" aria-invalid=\"true\" aria-describedby=\"error-{id}\"")}
            """;
        return $"""
            <p class="input"><label for="{id}">{Html(input.Label)}{(input.IsOptional ? " (optional)" : "")}</label>
            {(input.IsMultiline
                ? $"<textarea {rules} rows=\"8\">\n{Html(input.Value)}</textarea>"
                : $"<input {rules} value=\"{Html(input.Value)}\">")}
            {(error is null ? "" : $"""<span class="error" id="error-{id}">{Html(error)}</span>""")}
            {(input.Hint is null ? "" : $"""<span class="hint">{Html(input.Hint)}</span>""")}</p>
            """;
    }

    string Words(JsonElement block)
    {
        var words = block.Part("text")?.Text("text")
            ?? string.Join(' ', (block.Part("elements")?.EnumerateArray() ?? default).Select(element => element.Text("text")));
        return $"""<p{(block.Text("type") == "context" ? " class=\"hint\"" : "")}>{_text.Markup(words, DateTimeOffset.UnixEpoch)}</p>""";
    }

    static string Html(string text) => WebUtility.HtmlEncode(text);
}
