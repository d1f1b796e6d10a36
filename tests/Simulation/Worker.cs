namespace OnCall.Simulation;

/// <summary>
/// One running instance of the app. When it dies, whatever it was awaiting never comes back; a moment later
/// another one stands in its place.
/// </summary>
sealed class Worker(Engine engine)
{
    static readonly AsyncLocal<Worker?> CurrentOne = new();

    /// <summary>Its own, with what it remembers: a new worker remembers nothing.</summary>
    public Engine Engine => engine;

    public bool IsDead { get; set; }

    public TimeSpan Skew { get; set; }

    /// <summary>How often it could not read a thread back.</summary>
    public int LostReads { get; set; }

    /// <summary>When it sent its last probe, by its clock.</summary>
    public DateTimeOffset LastProbe { get; set; }

    /// <summary>The one on whose behalf the code that asks is running.</summary>
    public static Worker? Current
    {
        get => CurrentOne.Value;
        set => CurrentOne.Value = value;
    }
}
