using System.Text.Json.Nodes;
using OnCall.Core.Policy;

namespace OnCall.Bench.Rig;

/// <summary>The policy that ships, with other deadlines, in a folder that is deleted afterwards.</summary>
sealed class ShortPolicy : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("oncall-policy-").FullName;

    /// <param name="acknowledgeWithin">One a level; the levels beyond are left out. One alone is for all.</param>
    public ShortPolicy(params IReadOnlyList<TimeSpan> acknowledgeWithin)
        : this(_ => { }, acknowledgeWithin)
    {
    }

    /// <param name="change">What else is different.</param>
    public ShortPolicy(Action<JsonNode> change, params IReadOnlyList<TimeSpan> acknowledgeWithin)
    {
        var json = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))!;
        var steps = json["escalation"]!.AsArray();
        while (acknowledgeWithin.Count > 1 && steps.Count > acknowledgeWithin.Count)
            steps.RemoveAt(steps.Count - 1);
        for (var level = 0; level < steps.Count; level++)
            steps[level]!["acknowledgeWithin"] =
                acknowledgeWithin[Math.Min(level, acknowledgeWithin.Count - 1)].ToString(@"hh\:mm\:ss\.fff");
        change(json);

        // Here paging is measured; what is looked at beside it would be one more message.
        json["triage"]!["onDeclaration"] = false;

        File = Path.Combine(_folder, "oncall.json");
        System.IO.File.WriteAllText(File, json.ToJsonString());
        Policy = ((PolicyReading.Valid)PolicyReader.Read(json.ToJsonString())).Policy;
    }

    public OnCallPolicy Policy { get; }

    public string File { get; }

    /// <summary>For whatever else is to be gone afterwards.</summary>
    public string FileBeside(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
