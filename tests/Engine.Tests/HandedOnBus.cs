using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Tests;

/// <summary>A bus that keeps its messages until the test hands them on.</summary>
sealed class HandedOnBus : IWakeups
{
    readonly List<Wakeup> _messages = [];

    public IReadOnlyList<Wakeup> Messages => _messages;

    public Func<Exception>? Fault { get; set; }

    public Task SendAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        if (Fault is { } fault)
            throw fault();
        _messages.Add(wakeup);
        return Task.CompletedTask;
    }

    public void LoseEverything() => _messages.Clear();

    public Wakeup? TakeDue(DateTimeOffset now)
    {
        var due = _messages.Where(message => message.Due <= now).MinBy(message => message.Due);
        if (due is not null)
            _messages.Remove(due);
        return due;
    }
}
