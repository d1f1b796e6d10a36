using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.Adapters.Json;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Postmortems;
using OnCall.Engine.Outbox;
using OnCall.Engine.Postmortems;

namespace OnCall.Adapters.GitHub;

/// <summary>
/// Offers a draft as a pull request: a branch named after the incident, one file on it, and the request. Each step looks
/// first whether it was taken already, so that an attempt which died half-way is gone on with.
/// </summary>
public sealed class GitHubPostmortemDesk(GitHubCalls calls, OnCallPolicy policy) : IPostmortemDesk
{
    const string BranchPrefix = "postmortem-";
    static readonly Dictionary<string, string> Everything = [];

    public async Task<Delivery> OfferAsync(PostmortemDraft draft, CancellationToken cancellation)
    {
        if (policy.Postmortems is not { } named)
            return new Delivery.GiveUp("No folder is named under postmortems in the policy.");
        if (PostmortemPlace.WhyNotNamed(draft) is { } why)
            return new Delivery.GiveUp(why);

        var repository = await calls.GetAsync(
            new GitHubPlace(named.Repository, "contents", PostmortemPlace.Section), "", Everything, cancellation);
        if (repository is not GitHubAnswer.Given given)
            return GitHubDeliveries.Refused(repository);
        // Under its name of today: a change is not led on from an old one as a question is.
        return given.Body.Text("full_name") is { } name && given.Body.Text("default_branch") is { } main
            ? await OfferAsync(draft, new PostmortemPlace(name, main, named.Folder, BranchPrefix + draft.Incident), cancellation)
            : GitHubDeliveries.NoAnswer(named.Repository);
    }

    async Task<Delivery> OfferAsync(PostmortemDraft draft, PostmortemPlace desk, CancellationToken cancellation) =>
        await FindRequestAsync(desk, cancellation)
        ?? await FindFileAsync(draft.Incident, desk, branch: null, cancellation)
        ?? await BranchAsync(desk, cancellation)
        ?? await WriteAsync(draft, desk, cancellation)
        ?? await RequestAsync(draft, desk, cancellation);

    // Null goes on to the next step, here and below. A request that was closed or merged counts: people have decided on it.
    async Task<Delivery?> FindRequestAsync(PostmortemPlace desk, CancellationToken cancellation)
    {
        var answer = await calls.GetAsync(desk.Requests, "pulls", desk.OwnRequests, cancellation);
        return answer is GitHubAnswer.Given { Body.ValueKind: JsonValueKind.Array } given
            ? given.Body.EnumerateArray().Select(request => request.Url("html_url")).OfType<Uri>().FirstOrDefault() is { } url
                ? new Delivery.Done("It was offered already.", url.AbsoluteUri)
                : null
            : GitHubDeliveries.Refused(answer);
    }

    async Task<Delivery?> FindFileAsync(
        IncidentId incident, PostmortemPlace desk, string? branch, CancellationToken cancellation) =>
        await GitHubFolder.ListAsync(calls, desk.Contents, desk.Folder, cancellation, branch) switch
        {
            GitHubFolder.Read read => Postmortem.Of(incident, read.Files.Select(ToPostmortem)) is { } written
                ? new Delivery.Done("It is written already.", written.Url.AbsoluteUri)
                : null,
            GitHubFolder.NotRead unread => GitHubDeliveries.Refused(unread.Refusal),
            var other => throw new System.Diagnostics.UnreachableException($"No file in {other}."),
        };

    async Task<Delivery?> BranchAsync(PostmortemPlace desk, CancellationToken cancellation)
    {
        var tip = await calls.GetAsync(
            desk.Contents, $"git/ref/heads/{GitHubCalls.Escaped(desk.Main)}", Everything, cancellation);
        if (tip is not GitHubAnswer.Given given)
            return GitHubDeliveries.Refused(tip);
        if (given.Body.Child("object")?.Text("sha") is not { } sha)
            return GitHubDeliveries.NoAnswer(desk.Repository);
        var answer = await calls.PostAsync(
            desk.Contents with { IsWritten = true }, "git/refs",
            new JsonObject { ["ref"] = $"refs/heads/{desk.Branch}", ["sha"] = sha }, cancellation);
        return answer is GitHubAnswer.Given || GitHubDeliveries.Says(answer, "already exists") ? null : GitHubDeliveries.Refused(answer);
    }

    async Task<Delivery?> WriteAsync(PostmortemDraft draft, PostmortemPlace desk, CancellationToken cancellation)
    {
        switch (await FindFileAsync(draft.Incident, desk, desk.Branch, cancellation))
        {
            // By an attempt before this one.
            case Delivery.Done:
                return null;
            case { } refused:
                return refused;
        }

        var answer = await calls.PutAsync(
            desk.Contents with { IsWritten = true },
            $"contents/{GitHubCalls.Escaped($"{desk.Folder}/{draft.FileName}")}",
            new JsonObject
            {
                ["message"] = draft.Title,
                ["content"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(draft.Text)),
                ["branch"] = desk.Branch,
            },
            cancellation);
        return answer switch
        {
            GitHubAnswer.Given => null,
            // Another attempt has just written it.
            _ when GitHubDeliveries.Says(answer, "\"sha\" wasn't supplied") => null,
            // Somebody else has just moved the branch.
            GitHubAnswer.NotGiven { Status: HttpStatusCode.Conflict } moved => new Delivery.RetryLater(moved.Why),
            _ => GitHubDeliveries.Refused(answer),
        };
    }

    async Task<Delivery> RequestAsync(PostmortemDraft draft, PostmortemPlace desk, CancellationToken cancellation)
    {
        var answer = await calls.PostAsync(
            desk.Requests with { IsWritten = true }, "pulls",
            new JsonObject { ["title"] = draft.Title, ["body"] = draft.Summary, ["head"] = desk.Branch, ["base"] = desk.Main },
            cancellation);
        if (answer is GitHubAnswer.Given given)
            return given.Body.Url("html_url") is { } url ? new Delivery.Done("ok", url.AbsoluteUri) : GitHubDeliveries.NoAnswer(desk.Repository);
        return (GitHubDeliveries.Says(answer, "already exists") ? await FindRequestAsync(desk, cancellation) : null) ?? GitHubDeliveries.Refused(answer);
    }

    static Postmortem ToPostmortem(GitHubFile file) => new(file.Name, file.Url);
}
