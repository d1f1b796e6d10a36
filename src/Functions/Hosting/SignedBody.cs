namespace OnCall.Functions.Hosting;

/// <summary>The body of a request that has to be signed by whoever sent it. Nothing has parsed it before.</summary>
abstract record SignedBody
{
    SignedBody() { }

    public sealed record Valid(ReadOnlyMemory<byte> Bytes) : SignedBody;

    public sealed record Refused(IResult Answer) : SignedBody;

    /// <param name="whyRefused">A sentence about the signature, without any secret; null when it fits.</param>
    public static async Task<SignedBody> ReadAsync(
        HttpRequest request, Func<ReadOnlyMemory<byte>, string?> whyRefused, CancellationToken cancellation)
    {
        if (await RawBody.ReadAsync(request, cancellation) is not { } body)
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"The body has more than {RawBody.MaxBytes} bytes.");
        return whyRefused(body) is { } why ? Refuse(StatusCodes.Status401Unauthorized, why) : new Valid(body);
    }

    static Refused Refuse(int status, string error) =>
        new(Results.Json(new ErrorAnswer(error), AnswerJson.Default.ErrorAnswer, statusCode: status));
}
