using Distribution.Engine.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives commands to resources.</summary>
public class ResourceCommandService
{
    private readonly CommandExecutor executor;

    internal ResourceCommandService(CommandExecutor executor) => this.executor = executor;

    /// <summary>Gives a command to a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>How it went; an unknown command, one that cannot be given now and an error in it are failures, not exceptions.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return executor.ExecuteAsync(resource.Name, commandName, cancellationToken);
    }

    /// <summary>Gives a command to a resource.</summary>
    /// <param name="resourceId">The resource's name.</param>
    /// <param name="commandName">The command's name.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>How it went; an unknown resource or command, one that cannot be given now and an error in it are failures, not exceptions.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        executor.ExecuteAsync(resourceId, commandName, cancellationToken);
}
