using OnCall.Core.Policy;

namespace OnCall.LocalHost.Slack;

/// <summary>How somebody looks at the page.</summary>
/// <param name="As">Whom they play; null for one who only looks.</param>
/// <param name="RefreshesIn">Null for a page that waits, so that nothing is lost that is being typed.</param>
sealed record SlackVisit(Person? As, TimeSpan? RefreshesIn);
