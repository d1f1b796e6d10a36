using System.Text.Json.Nodes;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>What a call is answered with.</summary>
sealed record PagerDutyReply(int Status, JsonObject Body)
{
    public static PagerDutyReply Ok(string name, JsonNode body) =>
        new(StatusCodes.Status200OK, new JsonObject { [name] = body });

    public static implicit operator PagerDutyReply(PagerDutyRefusal refusal) =>
        new(refusal.Status, PagerDutyShapes.Refusal(refusal));
}
