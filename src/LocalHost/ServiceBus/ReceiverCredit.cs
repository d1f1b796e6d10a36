using Amqp;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// How many messages may still come on a link: a place is given back with every message, and during a pause only
/// counted. The library's own count cannot be lowered, as a message that is on its way then would be an error.
/// </summary>
sealed class ReceiverCredit(ReceiverLink link)
{
    readonly Lock _gate = new();
    bool _isPaused;
    int _owed;

    public void Add(int places)
    {
        lock (_gate)
        {
            _owed += places;
            if (!_isPaused)
                Grant();
        }
    }

    /// <summary>False when it pauses already.</summary>
    public bool TryPause()
    {
        lock (_gate)
            return !_isPaused && (_isPaused = true);
    }

    public void Resume()
    {
        lock (_gate)
        {
            _isPaused = false;
            Grant();
        }
    }

    void Grant()
    {
        try
        {
            if (_owed > 0)
                link.SetCredit(_owed, CreditMode.Manual);
            _owed = 0;
        }
        catch (AmqpException)
        {
            // The link is gone, and its credit with it.
        }
    }
}
