using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.Adapters.NovaVms;
using OnCall.Adapters.PagerDuty;
using OnCall.Adapters.ServiceBus;
using OnCall.Adapters.Slack;
using OnCall.Bench.Rig;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Fuzz;

/// <summary>Hostile requests from a seed: the same seed, the same requests.</summary>
sealed class Attacks(int seed)
{
    const string SignatureHeader = PagerDutySignature.Header;
    const string Webhook = "/api/pagerduty/webhook";
    const string Silences = "/api/silences";
    const string SlackEvents = "/api/slack/events";
    const string SlackInteractions = "/api/slack/interactions";
    const string SlackCommands = "/api/slack/commands";
    const string Reports = "/api/reports";
    const string NovaVmsEvents = "/api/novavms/events";
    const int MaxFloodedHeaders = 200;
    const int MaxHeaderLength = 40_000;

    static readonly DateTimeOffset At = new(2026, 1, 6, 8, 42, 0, TimeSpan.Zero);

    static readonly string[] Paths =
    [
        Webhook, Webhook, Webhook, SlackEvents, SlackEvents, SlackInteractions, SlackInteractions, SlackCommands, SlackCommands,
        "/Wakeup", "/WakeupDeadLetter", "/Sweep", "/Reconcile", "/Preflight",
        "/api/oncall", "/api/overrides", "/api/overrides/1", "/api/handovers", "/api/handovers/2026-01-12", "/Clock", "/api/health", "/", "/api/none",
        NovaVmsEvents, NovaVmsEvents, Reports, Reports,
        Silences, Silences, "/api/silences/1", "/api/silences/1?by=ada",
    ];

    /// <summary>Where nothing may be taken that is not signed.</summary>
    public static readonly string[] SignedPaths = [Webhook, SlackEvents, SlackInteractions, SlackCommands, NovaVmsEvents];

    static readonly HttpMethod[] Methods =
        [HttpMethod.Post, HttpMethod.Post, HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete];

    static readonly string[] WrongSignatures =
    [
        "", "v1=", "v0=" + new string('a', 64), "v1=" + new string('0', 64), "v1=zz", ",,,,", new string(',', 5000),
        string.Join(',', Enumerable.Repeat("v1=00", 500)), "v1=" + new string('f', 63),
    ];

    readonly Random _random = new(seed);
    readonly HostileBodies _bodies = new(new Random(seed ^ int.MaxValue));
    Attack? _last;

    public Attack Next(int number)
    {
        // Now and then the same once more: a replay.
        if (_last is { } replayed && _random.Next(10) == 0)
            return replayed with { Name = $"replay of {replayed.Name}" };

        var isSigned = _random.Next(2) == 0;
        var path = isSigned ? SignedPaths[_random.Next(SignedPaths.Length)] : Paths[_random.Next(Paths.Length)];
        var process = $"F{number.ToString(CultureInfo.InvariantCulture)}";
        var (name, body) = BodyFor(path, process);
        var method = SignedPaths.Contains(path) ? HttpMethod.Post : Methods[_random.Next(Methods.Length)];
        return _last = new Attack(
            name, method, path, body, isSigned, [.. Signature(path, body, isSigned), .. Headers()]);
    }

    (string Name, byte[] Body) BodyFor(string path, string process)
    {
        if (path == SlackCommands)
        {
            var (kind, text) = _bodies.From(SlackBodies.Command(_random.Next()));
            return _random.Next(4) == 0 ? (kind, text) : (kind, SlackBodies.CommandForm(text));
        }

        if (path != SlackInteractions)
            return _bodies.From(Honest(path, process));

        // Hostile within the form, or the form itself.
        var (name, payload) = _bodies.From(SlackBodies.Interaction(_random.Next(2) == 0));
        return _random.Next(4) == 0 ? (name, payload) : (name, SlackBodies.Form(payload));
    }

    IEnumerable<(string Name, string Value)> Signature(string path, byte[] body, bool isSigned)
    {
        if (path is SlackEvents or SlackInteractions or SlackCommands)
            return SlackSignatures(body, isSigned);
        if (path == NovaVmsEvents)
            return NovaVmsSignatures(body, isSigned);
        return isSigned ? [(SignatureHeader, PagerDutySignature.Sign(LocalSecrets.PagerDutyWebhookSecret, body))]
            : _random.Next(4) > 0 ? [(SignatureHeader, WrongSignature(body))]
            : [];
    }

    IEnumerable<(string Name, string Value)> SlackSignatures(byte[] body, bool isSigned)
    {
        // The app that is attacked lives by the machine's clock.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var timestamp = (isSigned || _random.Next(2) == 0 ? now : _random.NextInt64()).ToString(CultureInfo.InvariantCulture);
        yield return (SlackSignature.TimestampHeader, timestamp);
        if (isSigned)
            yield return (SlackSignature.Header, SlackSignature.Sign(LocalSecrets.SlackSigningSecret, timestamp, body));
        else if (_random.Next(4) > 0)
            yield return (SlackSignature.Header, _random.Next(3) switch
            {
                0 => SlackSignature.Sign("", timestamp, body),
                1 => SlackSignature.Sign(LocalSecrets.SlackSigningSecret, timestamp, [.. body, (byte)' ']),
                _ => WrongSignatures[_random.Next(WrongSignatures.Length)],
            });
    }

    IEnumerable<(string Name, string Value)> NovaVmsSignatures(byte[] body, bool isSigned)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var timestamp = (isSigned || _random.Next(2) == 0 ? now : _random.NextInt64()).ToString(CultureInfo.InvariantCulture);
        yield return (NovaVmsSignature.TimestampHeader, timestamp);
        if (isSigned)
            yield return (NovaVmsSignature.Header, NovaVmsSignature.Sign(LocalSecrets.NovaVmsEventSecret, timestamp, body));
        else if (_random.Next(4) > 0)
            yield return (NovaVmsSignature.Header, _random.Next(3) switch
            {
                0 => NovaVmsSignature.Sign("", timestamp, body),
                1 => NovaVmsSignature.Sign(LocalSecrets.NovaVmsEventSecret, timestamp, [.. body, (byte)' ']),
                _ => WrongSignatures[_random.Next(WrongSignatures.Length)],
            });
    }

    IEnumerable<(string Name, string Value)> Headers()
    {
        yield return ("X-Webhook-Id", _random.Next(4) switch
        {
            0 => "the same one",
            1 => "/\\#?\t~" + new string('w', _random.Next(2000)),
            2 => " ",
            3 when _random.Next(5) == 0 => "ärger",
            _ => _random.NextInt64().ToString(CultureInfo.InvariantCulture),
        });
        if (_random.Next(15) == 0)
            for (var flood = _random.Next(MaxFloodedHeaders); flood > 0; flood--)
                yield return (string.Create(CultureInfo.InvariantCulture, $"X-Flood-{flood}"), new string('x', 200));
        if (_random.Next(15) == 0)
            yield return ("X-Long", new string('y', _random.Next(MaxHeaderLength)));
    }

    static byte[] Honest(string path, string process) => path switch
    {
        "/Wakeup" => Envelope(process),
        Silences => Silence(process),
        SlackEvents => SlackBodies.Event(process),
        Reports => Report(process),
        NovaVmsEvents => Event(process),
        _ => SignedWebhook.Triggered(process, At),
    };

    static byte[] Silence(string alert) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["alert"] = $"Cloud API {alert}",
        ["kind"] = "silence",
        ["why"] = "firmware update",
        ["for"] = "00:00:01",
        ["by"] = "ada",
    });

    static byte[] Report(string org) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["org"] = $"org_{org}",
        ["lost"] = "both",
        ["cameras"] = "all",
        ["words"] = "Cloud API",
        ["by"] = "ada",
    });

    static byte[] Event(string id) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["id"] = $"evt_{id}",
        ["type"] = "credential_leak.confirmed",
        ["occurred_at"] = "2026-01-06T08:42:00Z",
        ["data"] = new JsonObject { ["what"] = "Cloud API", ["org_id"] = "org_7f3a", ["url"] = "https://git.example/1" },
    });

    /// <summary>As the Functions host posts a message: its body is JSON within a text.</summary>
    static byte[] Envelope(string incident) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["Data"] = new JsonObject
        {
            ["wakeup"] = JsonSerializer.Serialize(Encoding.UTF8.GetString(
                WakeupMessage.Write(new Wakeup(ProcessId.Of("incident", incident), 1, At, At)))),
        },
        ["Metadata"] = new JsonObject { ["DeliveryCount"] = "1" },
    });

    string WrongSignature(byte[] body) => _random.Next(3) switch
    {
        0 => PagerDutySignature.Sign("", body),
        1 => PagerDutySignature.Sign(LocalSecrets.PagerDutyWebhookSecret, [.. body, (byte)' ']),
        _ => WrongSignatures[_random.Next(WrongSignatures.Length)],
    };
}
