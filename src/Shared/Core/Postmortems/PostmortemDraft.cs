using System.Globalization;
using System.Text;
using OnCall.Core.Incidents;

namespace OnCall.Core.Postmortems;

/// <summary>What is offered to be written on.</summary>
/// <param name="FileName">Has the incident's id in it as a whole word, as <see cref="NameOf"/> makes it.</param>
/// <param name="Title">Of the pull request.</param>
/// <param name="Summary">What the pull request says of itself, in Markdown.</param>
/// <param name="Text">The file, in Markdown.</param>
public sealed record PostmortemDraft(IncidentId Incident, string FileName, string Title, string Summary, string Text)
{
    const int MaxTitleLength = 60;

    /// <summary>"2026-03-16-PABC123-api-down.md".</summary>
    public static string NameOf(Page page, DateOnly startedOn)
    {
        var title = new StringBuilder();
        foreach (var character in page.Title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character))
                title.Append(character);
            else if (title.Length > 0 && title[^1] != '-')
                title.Append('-');
            if (title.Length == MaxTitleLength)
                break;
        }

        var end = title.ToString().Trim('-');
        return string.Create(
            CultureInfo.InvariantCulture, $"{startedOn:yyyy-MM-dd}-{page.Incident}{(end.Length > 0 ? "-" : "")}{end}.md");
    }
}
