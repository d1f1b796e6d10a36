using OnCall.LocalHost.Azurite;

namespace OnCall.Stories.Fixtures;

/// <summary>A PATH of one folder, with programs of one line, and an empty cache.</summary>
public sealed class ToolsOnPath : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oncall-tools-");

    public AzuriteSetup Setup => new()
    {
        Npm = new() { SearchPath = _folder.FullName, CacheFolder = Path.Combine(_folder.FullName, "cache") },
    };

    public ToolsOnPath With(string program, string line)
    {
        var file = Path.Combine(_folder.FullName, program);
        File.WriteAllText(file, $"#!/bin/sh\n{line}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
