using System.Collections.Concurrent;
using Distribution.Engine.Model;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The logs of resources: what their processes write, and what the engine has to say about them.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, LogBuffer> buffers = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeProvider time;

    /// <summary>Keeps the last lines of each resource.</summary>
    public ResourceLoggerService()
        : this(TimeProvider.System)
    {
    }

    internal ResourceLoggerService(TimeProvider time) => this.time = time;

    /// <summary>A logger that writes into a resource's log.</summary>
    /// <param name="resource">The resource.</param>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(resource.Name);
    }

    /// <summary>A logger that writes into a resource's log.</summary>
    /// <param name="resourceName">The resource's name.</param>
    public ILogger GetLogger(string resourceName) => new LogBufferLogger(Buffer(resourceName), time);

    /// <summary>The last lines of a resource's log, then each new one.</summary>
    /// <param name="resource">The resource.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    /// <summary>The last lines of a resource's log, then each new one.</summary>
    /// <param name="resourceName">The resource's name.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => Buffer(resourceName).ReadAsync(follow: true);

    /// <summary>The last lines of a resource's log.</summary>
    /// <param name="resource">The resource.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(resource.Name);
    }

    /// <summary>The last lines of a resource's log.</summary>
    /// <param name="resourceName">The resource's name.</param>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) => Buffer(resourceName).ReadAsync(follow: false);

    /// <summary>Ends the watches of a resource's log once they have read all of it.</summary>
    /// <param name="resource">The resource.</param>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(resource.Name);
    }

    /// <summary>Ends the watches of a resource's log once they have read all of it.</summary>
    /// <param name="name">The resource's name.</param>
    public void Complete(string name) => Buffer(name).Complete();

    /// <summary>Forgets the lines of a resource's log.</summary>
    /// <param name="resourceName">The resource's name.</param>
    public void ClearBacklog(string resourceName) => Buffer(resourceName).Clear();

    /// <summary>Ends all watches.</summary>
    public void Dispose()
    {
        foreach (var buffer in buffers.Values)
        {
            buffer.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal void Append(string resourceName, string content, bool isError) => Buffer(resourceName).Append(content, isError);

    private LogBuffer Buffer(string resourceName) => buffers.GetOrAdd(resourceName, _ => new LogBuffer());
}
