namespace OnCall.Core.Triage;

/// <summary>A commit on a repository's default branch.</summary>
/// <param name="Repository">"owner/name".</param>
/// <param name="Message">Its first line.</param>
/// <param name="By">Their GitHub name; the name in the commit when GitHub knows nobody by its address.</param>
/// <param name="At">When it came to stand where it stands, which may be long after it was written.</param>
public sealed record RecentCommit(string Repository, string Sha, string Message, string By, DateTimeOffset At, Uri Url)
{
    /// <summary>As many characters as GitHub shows.</summary>
    const int ShownLength = 7;

    public string ShortSha => Sha[..Math.Min(Sha.Length, ShownLength)];
}
