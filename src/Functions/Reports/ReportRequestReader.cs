using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Engine.Reports;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Reports;

/// <summary>From a body to what a customer lost, or to everything that keeps it from being one.</summary>
sealed class ReportRequestReader(OnCallPolicy policy)
{
    const int MaxNameLength = 100;
    const string All = "all";

    static readonly (string Word, LostView Lost)[] Losses =
        [("live-view", LostView.LiveView), ("playback", LostView.Playback), ("both", LostView.Both)];

    readonly WrittenRequest _written = new(policy);

    public IReadOnlyList<Refusal> Refusals => _written.Refusals;

    /// <exception cref="FormatException">It is no JSON object of the right kind; says where.</exception>
    public static ReportRequest Parse(ReadOnlyMemory<byte> body) => WrittenRequest.Parse(
        body, ReportRequestJson.Default.ReportRequest, "org or ownerEmail, lost, cameras, words and by");

    /// <summary>Null when something is wrong; <see cref="Refusals"/> says what.</summary>
    public ToldLoss? Read(ReportRequest request)
    {
        _written.NothingUnknown("", request.Unknown);
        var (org, lost, by) = (OrgIn(request), LostIn(request.Lost), Who(request.By));
        var cameras = CamerasIn(request.Cameras);
        return Refusals.Count == 0 && org is { } known && lost is { } what && by is not null
            ? new ToldLoss(known, new Loss(what, cameras), request.Words ?? "", by)
            : null;
    }

    OrgReference? OrgIn(ReportRequest request)
    {
        var (field, text) = request.Org is null ? ("ownerEmail", request.OwnerEmail) : ("org", request.Org);
        if (text is null)
            _written.Refuse("org-missing", "org", "is missing; write the org's id, or its owner's e-mail as ownerEmail.");
        else if (request is { Org: not null, OwnerEmail: not null })
            _written.Refuse("both", "ownerEmail", "stands beside org; write only one of them.");
        else if (OrgReference.Read(text) is { } org && (org.IsEmail || field == "org"))
            return org;
        else
            _written.Refuse("no-org", field, field == "org"
                ? $"is no org's id: one word of at most {OrgReference.MaxLength} characters, such as org_7f3a."
                : $"is no e-mail: one word of at most {OrgReference.MaxLength} characters, such as owner@harbour.example.");
        return null;
    }

    LostView? LostIn(string? text)
    {
        foreach (var (word, lost) in Losses)
            if (word == text)
                return lost;
        _written.Refuse(text is null ? "lost-missing" : "lost-unknown", "lost",
            $"is {(text is null ? "missing; write one" : "none")} of {string.Join(", ", Losses.Select(one => one.Word))}.");
        return null;
    }

    // Null for the whole org, which has to be said: it is what decides whether somebody is woken.
    int? CamerasIn(string? text)
    {
        if (text == All)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        _written.Refuse(text is null ? "cameras-missing" : "no-number", "cameras",
            $"is {(text is null ? "missing" : "no number")}; write \"all\" for the whole org, or how many, such as \"3\".");
        return null;
    }

    /// <summary>Anybody who holds a key: support need not stand in the policy.</summary>
    Actor? Who(string? by)
    {
        var name = by?.Trim() ?? "";
        if (name.Length == 0)
            _written.Refuse("by-missing", "by", $"is missing; say who reports it: one of {_written.Known}, or a name.");
        else if (name.Length > MaxNameLength)
            _written.Refuse("by-too-long", "by", $"has {name.Length} characters; write a name of at most {MaxNameLength}.");
        else
            return policy.Knows(new PersonId(name)) ? Actor.Of(policy[new PersonId(name)]) : Actor.Named(name);
        return null;
    }
}
