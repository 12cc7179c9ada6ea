using Distribution.Audit.Verification;
using Distribution.HashChain;
using Distribution.HashChain.Appending;
using Distribution.HashChain.Verification;
using Distribution.Outbox.Receiving;

namespace Distribution.Audit.Receiving;

/// <summary>Makes records of messages. The chain itself knows them again, for good: no inbox is needed.</summary>
internal sealed class AuditMessages(ChainAppender appender, ChainGuard guard) : IMessageHandler
{
    public async Task<MessageVerdicts> HandleAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        guard.ThrowIfEndBroken();
        var (entries, rejected) = (new List<ChainEntry>(batch.Messages.Count), new List<Rejection>());
        foreach (var message in batch.Messages)
        {
            var (entry, fault) = AuditPayload.Read(batch.Source, message);
            if (entry is not null)
            {
                entries.Add(entry);
            }
            else
            {
                rejected.Add(new(message.Id, fault!));
            }
        }

        try
        {
            var result = await appender.AppendAsync(entries, cancellationToken);
            return new(result.Appended, result.Known, rejected);
        }
        catch (ChainBrokenException broken)
        {
            guard.Found(broken.Fault);
            throw;
        }
    }
}
