namespace OnCall.Functions.Hosting;

/// <summary>
/// The body as it came: a signature is computed over the raw bytes, so nothing may have parsed them before.
/// </summary>
static class RawBody
{
    /// <summary>PagerDuty sends at most 256 KB.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <returns>Null when there are more than <see cref="MaxBytes"/>.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBytes)
            return null;

        using var body = new MemoryStream(capacity: (int)(request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (body.Length + read > MaxBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
