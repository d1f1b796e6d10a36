using OnCall.LocalHost.FunctionsHost;

namespace OnCall.Stories.Fixtures;

/// <summary>A handler that is up and down when the test says so.</summary>
public sealed class HandlerByHand : IHandler
{
    TaskCompletionSource<Uri> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri? Address => _up.Task.IsCompleted ? _up.Task.Result : null;

    public Task UpAsync(CancellationToken cancellation) => _up.Task.WaitAsync(cancellation);

    public void Up(Uri address) => _up.SetResult(address);

    public void Down() => _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void StartAgain()
    {
        // The test does.
    }
}
