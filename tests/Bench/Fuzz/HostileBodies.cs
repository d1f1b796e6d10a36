using System.Text;

namespace OnCall.Bench.Fuzz;

/// <summary>Bodies that were honest once.</summary>
sealed class HostileBodies(Random random)
{
    const int TenMegabytes = 10 * 1024 * 1024;
    const int DeepestNesting = 200_000;

    // What stands in place of an honest value.
    static readonly string[] Values =
    [
        "null", "true", "-1", "1e999", "{}", "[]", "\"\"", "\"\\ud800\"", "\"\\u0000\"",
        "\"/\\\\#?\"", "\"<!channel>\"",
        "\"9999-99-99T99:99:99Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"",
        "\"javascript:alert(1)\"",
        "\"2026-01-06T08:42:00+99:00\"", "123456789012345678901234567890", "\"../../open\"", "\"open\"", "\"~\"",
    ];

    public (string Name, byte[] Body) From(byte[] honest) => random.Next(10) switch
    {
        0 => ("truncated", honest[..random.Next(honest.Length)]),
        1 => ("flipped bytes", Flipped(honest)),
        2 or 3 or 4 => ("another value", Replaced(honest)),
        5 => ("another type", Replaced(honest, "\"incident.triggered\"", Type())),
        6 => ("deep nesting", Nested()),
        7 => ("invalid UTF-8", [.. honest[..^40], 0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, .. honest[^40..]]),
        8 when random.Next(5) == 0 => ("10 MB", Replaced(honest, "Cloud API", new string('x', TenMegabytes))),
        8 => ("a long text", Replaced(honest, "Cloud API", new string('ü', random.Next(100_000)))),
        _ => ("honest", honest),
    };

    byte[] Flipped(byte[] honest)
    {
        var body = honest.ToArray();
        for (var flips = random.Next(1, 20); flips > 0; flips--)
            body[random.Next(body.Length)] = (byte)random.Next(256);
        return body;
    }

    // One of the honest texts, between quotes, becomes something else.
    byte[] Replaced(byte[] honest)
    {
        var parts = Encoding.UTF8.GetString(honest).Split('"');
        var place = 1 + (2 * random.Next(parts.Length / 2));
        return Encoding.UTF8.GetBytes(
            string.Join('"', parts[..place])
            + Values[random.Next(Values.Length)]
            + string.Join('"', parts[(place + 1)..]));
    }

    static byte[] Replaced(byte[] honest, string what, string by) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(honest).Replace(what, by, StringComparison.Ordinal));

    string Type() => random.Next(4) switch
    {
        0 => "\"incident.acknowledged\"",
        1 => "\"incident.resolved\"",
        2 => "\"pagey.ping\"",
        _ => Values[random.Next(Values.Length)],
    };

    byte[] Nested()
    {
        var depth = random.Next(1, DeepestNesting);
        return random.Next(2) == 0
            ? Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth))
            : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"event\":", depth / 10)));
    }
}
