namespace OnCall.Functions.Hosting;

/// <summary>
/// The body as it came: a signature is computed over the raw bytes, so nothing may have parsed them before.
/// </summary>
static class RawBody
{
    /// <summary>PagerDuty sends at most 256 KB.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>What the Functions host lets through at all.</summary>
    public const int HostMaxBytes = 100 * 1024 * 1024;

    /// <returns>Null when there are more than <see cref="MaxBytes"/>.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var isTooLarge = false;
        while (await request.Body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            // Read to its end but not kept: to whoever is still sending, an answer before that is a broken connection.
            isTooLarge |= body.Length + read > MaxBytes;
            if (!isTooLarge)
                body.Write(buffer, 0, read);
        }

        if (isTooLarge)
            return null;
        return body.ToArray();
    }
}
