using Azure.Data.Tables;
using OnCall.LocalHost;
using OnCall.LocalHost.Azurite;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.HostContract;

public sealed class AzuriteTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_are_served()
    {
        var table = new TableClient(fixture.Azurite.ConnectionString, "incidents");
        await table.CreateAsync(Cancellation);
        await table.AddEntityAsync(new TableEntity("incident-1", "head") { ["Version"] = 1L }, Cancellation);
        var head = await table.GetEntityAsync<TableEntity>("incident-1", "head", cancellationToken: Cancellation);
        Assert.Equal(1L, head.Value["Version"]);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_stop_and_a_start()
    {
        var data = Directory.CreateTempSubdirectory("oncall-azurite-");
        var setup = new AzuriteSetup { DataFolder = data.FullName };
        await using (var azurite = await AzuriteProcess.StartAsync(setup, Cancellation))
        {
            var table = new TableClient(azurite.ConnectionString, "incidents");
            await table.CreateAsync(Cancellation);
            await table.AddEntityAsync(new TableEntity("incident-1", "head"), Cancellation);
        }

        await using (var azurite = await AzuriteProcess.StartAsync(setup, Cancellation))
        {
            var table = new TableClient(azurite.ConnectionString, "incidents");
            var head = await table.GetEntityIfExistsAsync<TableEntity>("incident-1", "head", cancellationToken: Cancellation);
            Assert.True(head.HasValue);
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_Node_js_the_error_says_what_to_install()
    {
        var error = await StartErrorAsync(new AzuriteSetup { Npm = new() { SearchPath = "" } });
        Assert.Contains("node, which is not on the PATH", error, StringComparison.Ordinal);
        Assert.Contains("Install Node.js 20 or newer", error, StringComparison.Ordinal);
        Assert.Contains("--in-memory", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_Node_js_is_refused()
    {
        using var path = new ToolsOnPath().With("node", "echo v18.20.1");
        Assert.Contains("newer Node.js than v18.20.1", await StartErrorAsync(path.Setup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_npm_the_error_says_so()
    {
        using var path = new ToolsOnPath().With("node", "echo v20.1.0");
        Assert.Contains("npm, which is not on the PATH", await StartErrorAsync(path.Setup), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_install_shows_the_last_lines_of_npm_and_leaves_nothing()
    {
        using var path = new ToolsOnPath().With("node", "echo v20.1.0").With("npm", "echo no route to the registry >&2; exit 1");
        Assert.EndsWith("no route to the registry", await StartErrorAsync(path.Setup), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(path.Setup.Npm.CacheFolder));
    }

    [Fact]
    public async Task Two_installs_at_once_leave_one_that_is_whole()
    {
        using var path = new ToolsOnPath().With("node", "echo v20.1.0").With("npm", "echo \"$@\" > asked");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartErrorAsync(path.Setup)));
        var folder = Assert.Single(Directory.EnumerateFileSystemEntries(path.Setup.Npm.CacheFolder));
        Assert.Matches("azurite-[0-9a-f]{12}$", folder);
        Assert.Equal(
            "ci --no-audit --no-fund --omit=dev --loglevel=error\n",
            await File.ReadAllTextAsync(Path.Combine(folder, "asked"), Cancellation));
    }

    [Fact]
    public async Task A_taken_port_is_named() =>
        Assert.Contains($"Port {fixture.Azurite.Address.Port} ",
            await StartErrorAsync(new AzuriteSetup { Port = fixture.Azurite.Address.Port }), StringComparison.Ordinal);

    static async Task<string> StartErrorAsync(AzuriteSetup setup) =>
        (await Assert.ThrowsAsync<LocalHostException>(() => AzuriteProcess.StartAsync(setup, Cancellation))).Message;
}
