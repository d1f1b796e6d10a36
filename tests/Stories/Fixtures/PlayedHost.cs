using Microsoft.AspNetCore.Http;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.Time;

namespace OnCall.Stories.Fixtures;

/// <summary>The player with a folder, a handler, a bus and a clock that the test holds in its hands.</summary>
public sealed class PlayedHost : IAsyncDisposable
{
    public const string Key = "a-function-key";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 30, TimeSpan.Zero);

    PlayedHost(HandlerInTest handler, FunctionsHostSetup setup, FunctionsHostPlayer player)
    {
        (Handler, Player) = (handler, player);
        (Clock, Messages, Log) = ((SimulatedClock)setup.Clock, (MessagesByHand)setup.Messages!, (LogLines)setup.Loggers);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = player.Address,
        };
    }

    public HandlerInTest Handler { get; }

    public FunctionsHostPlayer Player { get; }

    public SimulatedClock Clock { get; }

    public MessagesByHand Messages { get; }

    public LogLines Log { get; }

    public HttpClient Http { get; }

    public static async Task<PlayedHost> StartAsync(
        FunctionsFolderOnDisk folder, Func<HttpContext, Task>? answer = null)
    {
        var handler = await (answer is null ? HandlerInTest.StartAsync() : HandlerInTest.StartAsync(answer));
        var setup = new FunctionsHostSetup(FunctionsFolder.Read(folder.Path), new HandlerInProcess(handler.Address))
        {
            Port = 0,
            Key = Key,
            Clock = new SimulatedClock(Start),
            Messages = new MessagesByHand(),
            Loggers = new LogLines(),
        };
        var player = await FunctionsHostPlayer.StartAsync(setup, TestContext.Current.CancellationToken);
        return new PlayedHost(handler, setup, player);
    }

    public Task QuietAsync() => Eventually.TrueAsync(() => Player.UnderWay == 0, "nothing is under way");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Player.DisposeAsync();
        await Handler.DisposeAsync();
    }
}
