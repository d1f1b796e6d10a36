namespace OnCall.Core.Policy;

/// <summary>Who may act inside customers' orgs besides those on call. May be left out of the file: then nobody may.</summary>
/// <param name="KnownImpersonators">E-mails, as NovaVMS names whoever starts an impersonation.</param>
public sealed record SecurityPolicy(IReadOnlyList<string> KnownImpersonators)
{
    public static readonly SecurityPolicy Nobody = new([]);
}

static class SecuritySection
{
    public static SecurityPolicy Read(PolicyFile.SecurityEntry? entry, PolicyChecks checks)
    {
        if (entry is null)
            return SecurityPolicy.Nobody;

        // May be empty: written down that nobody may.
        var known = (entry.KnownImpersonators ?? []).Select(email => email?.Trim() ?? "").ToList();
        foreach (var (email, i) in known.Select((email, i) => (email, i)))
            if (email.Split('@') is not [{ Length: > 0 }, { Length: > 0 }])
                checks.Fail($"security.knownImpersonators[{i}]", $"'{email}' is not an e-mail; write one such as \"support-lead@novalien.com\".");
        checks.Unique("security", "known impersonator", known.Select(email => email.ToLowerInvariant()));
        return new SecurityPolicy(known);
    }
}
