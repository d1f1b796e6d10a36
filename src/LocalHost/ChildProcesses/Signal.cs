using System.Runtime.InteropServices;

namespace OnCall.LocalHost.ChildProcesses;

/// <summary>How a program is asked to end. The numbers are those of Linux and macOS.</summary>
enum Signal
{
    Interrupt = 2,
    Terminate = 15,
}

static partial class Signals
{
    /// <summary>Nothing happens when the program is gone already.</summary>
    public static void Send(int processId, Signal signal) => _ = Kill(processId, (int)signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
