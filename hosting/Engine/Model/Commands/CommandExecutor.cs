using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

internal sealed partial class CommandExecutor(DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
{
    public async Task<ExecuteCommandResult> ExecuteAsync(string resourceName, string commandName, CancellationToken cancellationToken)
    {
        if (!model.Resources.TryGetByName(resourceName, out var resource))
        {
            return CommandResults.Failure($"There is no resource '{resourceName}'. There are: {Names(model.Resources.Select(known => known.Name))}.");
        }

        var commands = resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray();
        var command = commands.LastOrDefault(known => string.Equals(known.Name, commandName, StringComparison.OrdinalIgnoreCase));
        if (command is null)
        {
            return CommandResults.Failure($"Resource '{resource.Name}' has no command '{commandName}'. It has: {Names(commands.Select(known => known.Name))}.");
        }

        if (notifications.TryGetCurrentState(resource.Name, out var current)
            && current.Snapshot.Commands.FirstOrDefault(known => known.Name == command.Name) is { State: not ResourceCommandState.Enabled })
        {
            return CommandResults.Failure($"Resource '{resource.Name}' cannot do '{command.Name}' while it is {current.Snapshot.State?.Text ?? "in no state"}.");
        }

        return await RunAsync(resource, command, cancellationToken);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal)) is { Length: > 0 } some ? some : "none";

    private async Task<ExecuteCommandResult> RunAsync(IResource resource, ResourceCommandAnnotation command, CancellationToken cancellationToken)
    {
        var logger = loggers.GetLogger(resource);
        Given(logger, command.Name);
        try
        {
            var result = await command.ExecuteCommand(new ExecuteCommandContext
            {
                Services = services,
                ResourceName = resource.Name,
                CancellationToken = cancellationToken,
                Logger = logger,
            });
            Ended(logger, command.Name, result.Success ? "done" : result.Canceled ? "cancelled" : "failed", result.Message ?? string.Empty);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Ended(logger, command.Name, "cancelled", string.Empty);
            return CommandResults.Canceled();
        }
        catch (Exception error)
        {
            Failed(logger, error, command.Name);
            return CommandResults.Failure($"Command '{command.Name}' of resource '{resource.Name}' failed: {error.Message}");
        }
    }

    [LoggerMessage(1100, LogLevel.Information, "Command '{Command}' was given.")]
    private static partial void Given(ILogger logger, string command);

    [LoggerMessage(1101, LogLevel.Information, "Command '{Command}': {Outcome}. {Message}")]
    private static partial void Ended(ILogger logger, string command, string outcome, string message);

    [LoggerMessage(1102, LogLevel.Error, "Command '{Command}' failed.")]
    private static partial void Failed(ILogger logger, Exception error, string command);
}
