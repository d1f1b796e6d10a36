using System.Net;
using OnCall.Adapters.Calls;

namespace OnCall.Adapters.NovaVms;

/// <summary>What an answer of NovaVMS means to somebody who wanted to know something.</summary>
static class NovaVmsAnswers
{
    /// <summary>Null for a yes; otherwise why not and what to do, in a sentence for people.</summary>
    public static string? WhyNot(Answer answer) => answer switch
    {
        Answer.Given { IsSuccess: true } => null,
        Answer.Given { Status: HttpStatusCode.Unauthorized } =>
            "NovaVMS does not know the token in NovaVms__ApiToken (401): set another one.",
        Answer.Given { Status: HttpStatusCode.Forbidden } =>
            "NovaVMS does not let the token in NovaVms__ApiToken read this (403): give it the right to.",
        Answer.Given { Status: HttpStatusCode.TooManyRequests } => "NovaVMS asked us to slow down (429).",
        Answer.Given { IsTheirFault: true } failed => $"NovaVMS failed with {failed.NamedStatus}.",
        Answer.Given refused =>
            $"NovaVMS refused with {refused.NamedStatus}: check that NovaVms__BaseUrl is its address.",
        Answer.Missing missing => $"NovaVMS: {missing.Why.TrimEnd('.')}.",
        _ => throw new System.Diagnostics.UnreachableException($"No meaning for {answer}."),
    };
}
