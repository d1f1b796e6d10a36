using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnCall.LocalHost.Commands;

/// <summary>
/// What another command has to know of an <c>up</c> that runs beside it: a file in the temporary folder of this user,
/// which ends with the <c>up</c>. Only settings of played neighbours stand in it: what was given may be secret, and is
/// given to the other command the same way.
/// </summary>
/// <param name="IsInMemory">Its state is in its own memory: nobody else can read it.</param>
sealed record RunningUp(
    int ProcessId, DateTime StartedAt, Uri Functions, bool IsInMemory, IReadOnlyDictionary<string, string> Settings)
{
    const UnixFileMode OnlyMe = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OnlyMeInside = OnlyMe | UnixFileMode.UserExecute;

    static string Folder => Path.Combine(Path.GetTempPath(), $"oncall-{Environment.UserName}");

    /// <summary>Until what is returned is disposed, others find this process.</summary>
    public static IDisposable Announce(Uri functions, bool isInMemory, IReadOnlyDictionary<string, string> settings)
    {
        using var me = Process.GetCurrentProcess();
        var up = new RunningUp(me.Id, StartOf(me), functions, isInMemory, settings);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Folder);
        else
            Directory.CreateDirectory(Folder, OnlyMeInside);

        var file = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"up-{up.ProcessId}.json"));
        up.Write(file);
        return new Announcement(file);
    }

    // Under another name first: whoever looks sees all of it or nothing.
    void Write(string file)
    {
        var unfinished = $"{file}.unfinished";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OnlyMe;
        using (var stream = new FileStream(unfinished, options))
            JsonSerializer.Serialize(stream, this, RunningUpJson.Default.RunningUp);
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Those that still run. What a killed one left behind is cleared away.</summary>
    public static IReadOnlyList<RunningUp> All()
    {
        if (!Directory.Exists(Folder))
            return [];

        var found = new List<RunningUp>();
        foreach (var file in Directory.EnumerateFiles(Folder, "up-*.json").Order(StringComparer.Ordinal))
            if (Read(file) is { } up && up.IsRunning())
                found.Add(up);
            else
                File.Delete(file);
        return found;
    }

    static RunningUp? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), RunningUpJson.Default.RunningUp);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    // The number of a process that has ended may belong to another one.
    bool IsRunning()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return (StartOf(process) - StartedAt).Duration() < TimeSpan.FromSeconds(1);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static DateTime StartOf(Process process) => process.StartTime.ToUniversalTime();

    sealed class Announcement(string file) : IDisposable
    {
        public void Dispose() => File.Delete(file);
    }
}

[JsonSerializable(typeof(RunningUp))]
sealed partial class RunningUpJson : JsonSerializerContext;
