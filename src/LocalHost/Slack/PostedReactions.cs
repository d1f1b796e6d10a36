namespace OnCall.LocalHost.Slack;

/// <summary>Who reacted how, changed by one person.</summary>
static class PostedReactions
{
    /// <summary>The same list when it changes nothing.</summary>
    public static IReadOnlyList<PostedReaction> With(IReadOnlyList<PostedReaction> reactions, string user, string name)
    {
        var known = reactions.FirstOrDefault(one => one.Name == name);
        return known is null ? [.. reactions, new PostedReaction(name, [user])]
            : known.Users.Contains(user) ? reactions
            : [.. reactions.Select(one => one == known ? one with { Users = [.. one.Users, user] } : one)];
    }

    /// <summary>The same list when it changes nothing.</summary>
    public static IReadOnlyList<PostedReaction> Without(IReadOnlyList<PostedReaction> reactions, string user, string name) =>
        reactions.Any(one => one.Name == name && one.Users.Contains(user))
            ? [.. reactions
                .Select(one => one.Name == name ? one with { Users = [.. one.Users.Where(other => other != user)] } : one)
                .Where(one => one.Users.Count > 0)]
            : reactions;
}
