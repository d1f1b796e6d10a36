using System.Text.Json.Nodes;

namespace OnCall.LocalHost.NovaVms;

/// <summary>What a call is answered with.</summary>
sealed record NovaVmsReply(int Status, JsonObject Body)
{
    public static NovaVmsReply Refused(int status, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message } });
}
