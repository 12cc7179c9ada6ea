namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is run for an executable resource, and where.</summary>
public sealed class ExecutableAnnotation : IResourceAnnotation
{
    /// <summary>A path, or a name that is looked for on the PATH.</summary>
    public required string Command { get; set; }

    /// <summary>The folder it is started in.</summary>
    public required string WorkingDirectory { get; set; }
}
