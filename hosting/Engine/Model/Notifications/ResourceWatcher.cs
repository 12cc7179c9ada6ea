using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

/// <summary>The changes that one who watches has not seen yet.</summary>
internal sealed class ResourceWatcher : IDisposable
{
    /// <summary>A hundred changes of each of forty resources: nobody who still reads is that far behind.</summary>
    public const int Patience = 4000;

    private readonly LinkedList<ResourceEvent> unseen = [];
    private readonly SemaphoreSlim arrived = new(0);
    private readonly Lock gate = new();

    public void Tell(ResourceEvent happened)
    {
        lock (gate)
        {
            unseen.AddLast(happened);
            if (unseen.Count > Patience && Overtaken() is { } old)
            {
                unseen.Remove(old);
                return;
            }
        }

        arrived.Release();
    }

    public async Task<ResourceEvent> NextAsync(CancellationToken cancellationToken)
    {
        await arrived.WaitAsync(cancellationToken);
        lock (gate)
        {
            var next = unseen.First!.Value;
            unseen.RemoveFirst();
            return next;
        }
    }

    public void Dispose() => arrived.Dispose();

    /// <summary>The oldest change that a later one of the same resource has overtaken.</summary>
    private LinkedListNode<ResourceEvent>? Overtaken()
    {
        for (var node = unseen.First; node is not null; node = node.Next)
        {
            for (var later = node.Next; later is not null; later = later.Next)
            {
                if (later.Value.ResourceId == node.Value.ResourceId)
                {
                    return node;
                }
            }
        }

        return null;
    }
}
