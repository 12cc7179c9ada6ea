namespace Distribution.Outbox.Receiving;

/// <summary>Takes messages in.</summary>
public interface IMessageHandler
{
    /// <summary>
    /// Takes a batch in. It returns when every message that is not rejected is durable, those that were taken in before included (<see cref="Inbox"/>), and throws when
    /// the whole batch is to be sent again. Batches may arrive side by side and more than once; new messages of one key take effect in the order of their batch.
    /// </summary>
    Task<MessageVerdicts> HandleAsync(MessageBatch batch, CancellationToken cancellationToken);
}
