using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Adapters.Slack.Home;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;
using OnCall.LocalHost.Time;

namespace OnCall.Peers.Slack;

/// <summary>
/// Everything that we ever send to Slack, sent by the production's own classes to a Slack that takes everything: each effect in
/// each of its shapes, each answer to a command, each modal, the App Home, each question.
/// </summary>
sealed partial class SlackPayloads : IDisposable
{
    /// <summary>What a command is answered with; no method of the Web API.</summary>
    public const string Response = "response";

    static readonly DateTimeOffset Now = new(2026, 1, 6, 8, 30, 0, TimeSpan.Zero);
    static readonly SlackReceipt Thread = new("C0LIVE", "1767688920.000100");
    static readonly EffectId Id = new(new ProcessId("incident-PGR0VU2"), Version: 3, Index: 1);

    readonly RecordedCalls _slack = new();
    readonly HttpClient _http;
    readonly OnCallPolicy _policy;
    readonly Examples _examples;
    readonly HashSet<string> _expected = [];

    public SlackPayloads(OnCallPolicy policy)
    {
        (_policy, _examples, _http) = (policy, new Examples(policy), new HttpClient(_slack));
        Calls = new SlackCalls(_http, new SlackSettings { BotToken = "xoxb", ApiUrl = new Uri("https://slack.example/api/") });
    }

    SlackCalls Calls { get; }

    /// <summary>Effects and methods of ours of which no shape could be made into something that Slack shows.</summary>
    public IEnumerable<string> Missing => _expected.Except(_slack.All.Select(payload => payload.From));

    /// <summary>Each method that our assembly names.</summary>
    public static IReadOnlyList<string> MethodsCalled
    {
        get
        {
            using var file = File.OpenRead(typeof(SlackCalls).Assembly.Location);
            using var image = new PEReader(file);
            var (metadata, found) = (image.GetMetadataReader(), new SortedSet<string>(StringComparer.Ordinal));
            // The first string of the heap is an empty one.
            for (var at = metadata.GetNextHandle(default(UserStringHandle)); !at.IsNil; at = metadata.GetNextHandle(at))
                if (MethodName().Match(metadata.GetUserString(at)) is { Success: true } match)
                    found.Add(match.Groups["name"].Value);
            return [.. found];
        }
    }

    static IEnumerable<Type> EffectTypes =>
        typeof(Effect).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Effect.ToSlack)) && !type.IsAbstract);

    public async Task<IReadOnlyList<SlackPayload>> AllAsync(CancellationToken cancellation)
    {
        await TellEffectsAsync(cancellation);
        await ShowAsync(cancellation);
        await AskAsync(cancellation);
        return [.. _slack.All.DistinctBy(payload => (payload.Method, payload.Arguments.ToJsonString()))];
    }

    public void Dispose()
    {
        _http.Dispose();
        _slack.Dispose();
    }

    async Task TellEffectsAsync(CancellationToken cancellation)
    {
        foreach (var type in EffectTypes)
        {
            _slack.From = type.Name;
            _expected.Add(type.Name);
            foreach (var effect in _examples.Of(type).Cast<Effect.ToSlack>())
            {
                if (!CanBe(() => SlackMessages.Of(effect, Id)))
                    continue;
                // One after the other, and not at the pace at which Slack would take them.
                var client = new SlackClient(Calls, _policy, new SimulatedClock(Now));
                await client.PerformAsync(new Letter(Id, effect, Attempt: 1, Thread.ToString(), Now), cancellation);
                await client.PerformAsync(new Letter(Id, effect, Attempt: 2, Thread: null, Now) { LastAnswer = "503" }, cancellation);
            }
        }
    }

    /// <summary>Whatever makes a message, a modal or a home, and is not made from an effect.</summary>
    async Task ShowAsync(CancellationToken cancellation)
    {
        var (views, homes, whispers) = (new SlackViews(Calls), new SlackHomes(Calls), new SlackWhispers(Calls));
        foreach (var (from, shown) in Shown())
        {
            _slack.From = from;
            switch (shown)
            {
                case SlackMessage message:
                    await whispers.TellAsync(Thread, Thread.Ts, "U0ADA", message, cancellation);
                    _slack.All.Add(new SlackPayload(from, Response, JsonNode.Parse(SlackAnswerBody.Private(message))!));
                    break;
                case SlackView view:
                    await views.OpenAsync("1.2.3", view, cancellation);
                    await views.UpdateAsync("V1", view, cancellation);
                    break;
                case SlackHome home:
                    await homes.PublishAsync("U0ADA", home, cancellation);
                    break;
            }
        }
    }

    async Task AskAsync(CancellationToken cancellation)
    {
        _slack.From = "questions";
        await new SlackThreads(Calls).ReadAsync(Thread, cancellation);
        await new SlackPermalinks(Calls).OfAsync(Thread, cancellation);
        await new SlackUsers(Calls).KnowsAsync(_policy.People[0], cancellation);
    }

    IEnumerable<(string From, object Shown)> Shown() =>
        from type in typeof(SlackMessage).Assembly.GetTypes()
        where type.Namespace?.StartsWith(typeof(SlackMessage).Namespace!, StringComparison.Ordinal) == true && !IsShown(type)
            && !type.IsDefined(typeof(CompilerGeneratedAttribute))
        from method in type.GetMethods(
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            // What only holds one shows nothing by itself.
        where (method.IsPublic || method.IsAssembly) && (method.IsStatic || !method.IsSpecialName) && IsShown(method.ReturnType)
            && method.GetParameters().All(parameter => !parameter.ParameterType.IsAssignableTo(typeof(Effect)))
        from shown in Made(type, method)
        select (NameOf(method), shown);

    static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(one => one.ParameterType.Name))})";

    IEnumerable<object> Made(Type type, MethodInfo method)
    {
        _expected.Add(NameOf(method));
        if (!CanBe(() => _examples.ArgumentsOf(method).First()))
            yield break;
        foreach (var of in method.IsStatic ? [null] : _examples.Of(type).Cast<object?>())
            foreach (var arguments in _examples.ArgumentsOf(method))
            {
                object? shown = null;
                if (CanBe(() => shown = method.Invoke(of, arguments)))
                    yield return shown!;
            }
    }

    static bool IsShown(Type type) => type == typeof(SlackMessage) || type == typeof(SlackView) || type == typeof(SlackHome);

    // Not each combination of parts happens: a bundle of nothing, a handover that is complete and waits. Whatever has no shape
    // that can be is told by name.
    [SuppressMessage("Design", "CA1031", Justification = "Our own code fails in many ways upon what it never meets.")]
    static bool CanBe(Func<object?> make)
    {
        try
        {
            return make() is not null;
        }
        catch (Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(?<name>(api|auth|chat|conversations|files|pins|reactions|users|views)\.[a-zA-Z.]+)(\?|$)")]
    private static partial Regex MethodName();
}
