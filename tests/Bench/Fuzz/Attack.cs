namespace OnCall.Bench.Fuzz;

/// <summary>One request that nobody means well with, and whether it was signed by the secret of whoever it claims to come from.</summary>
/// <param name="Name">What it tries, for the report.</param>
sealed record Attack(
    string Name,
    HttpMethod Method,
    string Path,
    byte[] Body,
    bool IsSigned,
    IReadOnlyList<(string Name, string Value)> Headers);
