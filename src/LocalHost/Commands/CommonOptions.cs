using System.CommandLine;

namespace OnCall.LocalHost.Commands;

static class CommonOptions
{
    public static readonly Option<bool> InMemory = new("--in-memory")
    {
        Description = "Keep nothing on disk and do without Azurite (and so without Node.js).",
    };

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Print what the service logs, too.",
    };
}

static class ExitCodes
{
    public const int Fine = 0;
    public const int NotAsExpected = 1;

    /// <summary>Something that the person at the keyboard can mend; the message said what.</summary>
    public const int CannotStart = 2;
}
