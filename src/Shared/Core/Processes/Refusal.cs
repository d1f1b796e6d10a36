namespace OnCall.Core.Processes;

/// <summary>What is wrong with something that a person asked for.</summary>
/// <param name="Name">Short and stable, for programs: "person-unknown".</param>
/// <param name="Field">Where: the field of what was asked, "from". Empty when it is about the whole.</param>
/// <param name="Text">What is wrong and how to mend it, as it is shown to whoever asked.</param>
public sealed record Refusal(string Name, string Field, string Text)
{
    public override string ToString() => Field.Length == 0 ? Text : $"{Field}: {Text}";
}
