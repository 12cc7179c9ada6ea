using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Orchestration;

/// <summary>The commands that every process has: start, stop, restart.</summary>
internal static class LifecycleCommands
{
    private static readonly string[] Ended = [KnownResourceStates.NotStarted, .. KnownResourceStates.TerminalStates];

    public static void Add(ProcessLifecycle lifecycle)
    {
        Add(lifecycle.Resource, KnownResourceCommands.StartCommand, "Start", "Start the process", "Play",
            state => Ended.Contains(state) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
            lifecycle.StartAsync);
        Add(lifecycle.Resource, KnownResourceCommands.StopCommand, "Stop", "Ask the process to end, and kill it if it does not", "Stop",
            state => state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled : Ended.Contains(state) ? ResourceCommandState.Hidden : ResourceCommandState.Enabled,
            _ => lifecycle.StopAsync(TimeSpan.MaxValue));
        Add(lifecycle.Resource, KnownResourceCommands.RestartCommand, "Restart", "Stop the process, then start it", "ArrowCounterclockwise",
            state => state == KnownResourceStates.Running || state == KnownResourceStates.RuntimeUnhealthy ? ResourceCommandState.Enabled : Ended.Contains(state) ? ResourceCommandState.Hidden : ResourceCommandState.Disabled,
            async cancellationToken =>
            {
                await lifecycle.StopAsync(TimeSpan.MaxValue);
                await lifecycle.StartAsync(cancellationToken);
            });
    }

    private static void Add(
        IResource resource, string name, string shown, string description, string icon, Func<string?, ResourceCommandState> state, Func<CancellationToken, Task> execute) =>
        resource.Annotations.Add(new ResourceCommandAnnotation(
            name,
            shown,
            context => state(context.ResourceSnapshot.State?.Text),
            async context =>
            {
                try
                {
                    await execute(context.CancellationToken);
                    return CommandResults.Success();
                }
                catch (ExecutableException failure)
                {
                    return CommandResults.Failure(failure.Message);
                }
            },
            description,
            parameter: null,
            confirmationMessage: null,
            icon,
            IconVariant.Filled,
            isHighlighted: name != KnownResourceCommands.RestartCommand));
}
