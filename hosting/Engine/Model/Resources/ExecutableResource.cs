using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A process.</summary>
[DebuggerDisplay("{Name} = {Command}")]
public class ExecutableResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
{
    /// <summary>Describes a process.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">A path, or a name that is looked for on the PATH.</param>
    /// <param name="workingDirectory">The folder it is started in.</param>
    public ExecutableResource(string name, string command, string workingDirectory)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Annotations.Add(new ExecutableAnnotation { Command = command, WorkingDirectory = workingDirectory });
    }

    /// <summary>A path, or a name that is looked for on the PATH.</summary>
    public string Command => Executable.Command;

    /// <summary>The folder it is started in.</summary>
    public string WorkingDirectory => Executable.WorkingDirectory;

    private ExecutableAnnotation Executable =>
        Annotations.OfType<ExecutableAnnotation>().LastOrDefault()
        ?? throw new InvalidOperationException($"Resource '{Name}' has lost its ExecutableAnnotation: put one with a command and a working directory in its place.");
}
