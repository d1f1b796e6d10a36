using System.Globalization;
using System.Net;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.PagerDuty;

/// <summary>What PagerDuty's answer means for what we wanted to tell it.</summary>
public static class PagerDutyAnswers
{
    const int AlreadyResolved = 1001;
    const int AlreadyAcknowledged = 1002;
    const int MaxWordsLength = 500;

    public static Delivery Classify(Answer answer) => answer switch
    {
        Answer.Given { IsSuccess: true } => new Delivery.Done("ok"),
        Answer.Given { Status: HttpStatusCode.TooManyRequests } slowDown =>
            new Delivery.RetryLater("PagerDuty asked us to slow down.", slowDown.RetryAfter),
        Answer.Given { IsTheirFault: true } failed =>
            new Delivery.RetryLater($"PagerDuty failed with {failed.NamedStatus}.", failed.RetryAfter),
        Answer.Given refused => Refusal(refused),
        Answer.Missing missing => new Delivery.RetryLater($"PagerDuty: {missing.Why}."),
        _ => throw new System.Diagnostics.UnreachableException($"No meaning for {answer}."),
    };

    /// <summary>The Events API says in another shape why it refuses, and knows no token but the routing key.</summary>
    public static Delivery ClassifyEvent(Answer answer)
    {
        if (answer is not Answer.Given { IsSuccess: false, IsTheirFault: false } refused || refused.Status == HttpStatusCode.TooManyRequests)
            return Classify(answer);

        using var document = LenientJson.Parse(refused.Body);
        var words = Words(document?.RootElement, code: null);
        return new Delivery.GiveUp(
            $"PagerDuty refused the event with {refused.NamedStatus}: {words} Check the setting PagerDuty__RoutingKey.");
    }

    /// <summary>Null for a yes; otherwise why not, as a person reads it.</summary>
    public static string? WhyNot(Answer answer) => Classify(answer) switch
    {
        Delivery.RetryLater later => later.Why,
        Delivery.GiveUp never => never.Why,
        _ => null,
    };

    static Delivery Refusal(Answer.Given refused)
    {
        using var document = LenientJson.Parse(refused.Body);
        var error = document?.RootElement.Child("error");
        return error?.Number("code") switch
        {
            AlreadyResolved => new Delivery.Done("It was resolved already."),
            AlreadyAcknowledged => new Delivery.Done("It was acknowledged already."),
            var code => new Delivery.GiveUp(
                $"PagerDuty refused with {refused.NamedStatus}: {Words(error, code)}{Advice(refused.Status)}"),
        };
    }

    static string Words(System.Text.Json.JsonElement? error, int? code)
    {
        var message = error?.Text("message") ?? "it did not say why";
        var details = string.Join("; ", error?.Items("errors").Select(LenientJson.AsText).OfType<string>() ?? []);
        var words = string.Join(": ", new[] { message.TrimEnd('.'), details.TrimEnd('.') }.Where(part => part.Length > 0));
        var coded = code is { } number ? string.Create(CultureInfo.InvariantCulture, $" (code {number}).") : ".";
        return Shortened.To(words, MaxWordsLength) + coded;
    }

    static string Advice(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => " Check the setting PagerDuty__ApiToken.",
        HttpStatusCode.Forbidden => " Check that the setting PagerDuty__ApiToken is a key that may write.",
        _ => "",
    };
}
