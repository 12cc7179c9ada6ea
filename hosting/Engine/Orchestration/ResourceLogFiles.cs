using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.State;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Orchestration;

/// <summary>Writes every resource's log to its file while the application runs.</summary>
internal sealed class ResourceLogFiles(StateFolder state, ResourceLoggerService loggers, TimeProvider time, ILogger<ResourceLogFiles> logger)
{
    private readonly List<(IResource Resource, Task Writing)> _writing = [];

    public void Start(IEnumerable<IResource> resources)
    {
        Directory.CreateDirectory(state.Logs);
        foreach (var resource in resources)
        {
            _writing.Add((resource, Task.Run(() => WriteAsync(resource))));
        }
    }

    /// <summary>Writes what is still on its way.</summary>
    public async Task StopAsync()
    {
        foreach (var (resource, _) in _writing)
        {
            loggers.Complete(resource);
        }

        // Somebody may still write to a resource's log, which opens it again.
        await Task.WhenAny(Task.WhenAll(_writing.Select(entry => entry.Writing)), Task.Delay(OrchestrationDefaults.LogPatience, time));
        _writing.Clear();
    }

    private async Task WriteAsync(IResource resource)
    {
        var path = Path.Combine(state.Logs, $"{resource.Name}.log");
        try
        {
            using var file = new LogFile(path, OrchestrationDefaults.LogFileBytes);
            var failed = false;
            await foreach (var lines in loggers.WatchAsync(resource))
            {
                try
                {
                    file.Append(lines);
                    failed = false;
                }
                catch (IOException failure) when (!failed)
                {
                    // Said once: a full disk must not fill the application's own log.
                    logger.LogNotWritten(failure, path);
                    failed = true;
                }
                catch (IOException)
                {
                    continue;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            logger.LogNotWritten(failure, path);
        }
    }
}
