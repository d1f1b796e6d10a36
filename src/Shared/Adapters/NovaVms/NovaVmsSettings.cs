namespace OnCall.Adapters.NovaVms;

/// <summary>The app settings <c>NovaVms__…</c>.</summary>
public sealed class NovaVmsSettings
{
    public const string Section = "NovaVms";

    public Uri BaseUrl { get; set; } = new("https://novavms.novalien.com/");

    /// <summary>May be missing: then nothing is read from NovaVMS, and the note says why.</summary>
    public string ApiToken { get; set; } = "";

    /// <summary>One, or several separated by commas while one is being rotated. Without any, every event is refused.</summary>
    public string EventSecret { get; set; } = "";

    public IReadOnlyList<string> EventSecretList() =>
        EventSecret.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
