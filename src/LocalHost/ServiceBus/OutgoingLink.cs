using Amqp;
using Amqp.Listener;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// A link on which the broker sends, with its credit counted here: the library tells only by how much the credit
/// changed, forgets its own count when that is not upwards, and sends without credit if asked to.
/// </summary>
abstract class OutgoingLink : LinkEndpoint
{
    // Held for sending and for taking a flow, never in a close or disposition callback: those run under
    // the library's locks, which sending takes too.
    readonly Lock _gate = new();
    readonly ListenerLink _link;
    readonly BrokerActor _actor;
    int _credit;
    volatile bool _isClosed;

    protected OutgoingLink(ListenerLink link, BrokerActor actor)
    {
        (_link, _actor) = (link, actor);
        link.AddClosedCallback((_, _) => _isClosed = true);
    }

    public bool IsClosed => _isClosed;

    public bool HasCredit => !_isClosed && Volatile.Read(ref _credit) > 0;

    protected ListenerLink Link => _link;

    /// <summary>Something can be sent now that could not before.</summary>
    protected abstract void SendWhatIsThere();

    protected bool TrySend(Message message)
    {
        lock (_gate)
        {
            if (!HasCredit)
                return false;
            try
            {
                _link.SendMessage(message);
                _credit--;
                return true;
            }
            catch (AmqpException)
            {
                // It is closing.
                _isClosed = true;
                return false;
            }
        }
    }

    protected BrokerActor Actor => _actor;

    public override void OnFlow(FlowContext flowContext)
    {
        var isDraining = _link.IsDraining;
        lock (_gate)
        {
            _credit = Math.Max(0, _credit + flowContext.Messages);
            // The library has set its own count to zero; a drain sets it right with its answer.
            if (flowContext.Messages <= 0 && !isDraining && !_isClosed)
                _link.SetCredit(_credit, drain: false, autoRestore: false);
        }

        _actor.Post(() => Flowed(isDraining));
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }

    void Flowed(bool isDraining)
    {
        SendWhatIsThere();
        if (isDraining)
            _actor.Answer(AnswerDrain);
    }

    void AnswerDrain()
    {
        if (_isClosed)
            return;
        lock (_gate)
        {
            // Clients wait for an answer that says drain, too; the library's own way leaves that out.
            _credit = 0;
            _link.SetCredit(0, drain: true, autoRestore: false);
        }
    }
}
