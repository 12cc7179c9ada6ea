using Distribution.Machine.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

/// <summary>The one line that a start without trouble writes.</summary>
internal sealed partial class StartedMessage(StateFolder state, ILogger<StartedMessage> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Started(logger, state.Name, state.Path);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1000, LogLevel.Information, "Topology '{Name}' is starting; its state is in {Path}. Ctrl-C stops it.")]
    private static partial void Started(ILogger logger, string name, string path);
}
