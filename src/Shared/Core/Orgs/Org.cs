namespace OnCall.Core.Orgs;

/// <summary>A customer's organisation in NovaVMS.</summary>
public sealed record Org(string Id, string Name);
