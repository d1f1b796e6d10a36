using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Core.Incidents;
using OnCall.Engine.Impersonations;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.NovaVms;

/// <summary>NovaVMS's impersonations: docs/novavms-api.md says what it is asked.</summary>
public sealed class NovaVmsImpersonations(NovaVmsCalls calls) : IImpersonations
{
    const string Path = "api/v1/platform/impersonations";
    const string NoGrant = "NovaVMS's answer has no grant, token and end: nobody can go in with it.";

    public async Task<Minting> MintAsync(
        string orgId, IncidentId incident, string email, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var body = JsonContent.Create(
                new MintRequest(orgId, $"P1 incident {incident}", incident.Value, email), MintJson.Default.MintRequest);
            return Read(await calls.SendAsync(HttpMethod.Post, Path, body, either.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Minting.NotMinted(string.Create(CultureInfo.InvariantCulture,
                $"NovaVMS took longer than {patience.TotalSeconds} s to mint it. Try again; what it may have minted, nobody has."));
        }
    }

    public async Task<Delivery> EndAsync(string grant, CancellationToken cancellation)
    {
        var answer = await calls.SendAsync(HttpMethod.Delete, $"{Path}/{Uri.EscapeDataString(grant)}", null, cancellation);
        return answer switch
        {
            Answer.Given { IsSuccess: true } => new Delivery.Done("ended"),
            Answer.Given { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => new Delivery.Done("had ended already"),
            Answer.Given { IsTheirFault: false, Status: not HttpStatusCode.TooManyRequests } =>
                new Delivery.GiveUp(NovaVmsAnswers.WhyNot(answer)!),
            Answer.Given { RetryAfter: var after } => new Delivery.RetryLater(NovaVmsAnswers.WhyNot(answer)!, after),
            _ => new Delivery.RetryLater(NovaVmsAnswers.WhyNot(answer)!),
        };
    }

    // What NovaVMS answered is never quoted: a token may stand in it.
    static Minting Read(Answer answer)
    {
        if (answer is Answer.Given { Status: HttpStatusCode.Forbidden })
            return new Minting.NotMinted("NovaVMS does not allow it (403): the org's Owner has to allow platform impersonation first.");
        if (NovaVmsAnswers.WhyNot(answer) is { } why)
            return new Minting.NotMinted(why);

        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document?.RootElement is { } given && given.Text("grant_id") is { } grant && given.Text("token") is { } token
            && given.Moment("expires_at") is { } endsAt
                ? new Minting.Minted(grant, new ImpersonationToken(token), endsAt)
                : new Minting.NotMinted(NoGrant);
    }
}

/// <param name="Reason">"reason: "P1 incident &lt;incident-id&gt;""</param>
/// <param name="TicketRef">"ticket_ref: &lt;PagerDuty incident ID&gt;"</param>
sealed record MintRequest(string OrgId, string Reason, string TicketRef, string ActorEmail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MintRequest))]
sealed partial class MintJson : JsonSerializerContext;
