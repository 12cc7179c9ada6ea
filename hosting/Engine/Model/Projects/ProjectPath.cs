using Aspire.Hosting;

namespace Distribution.Engine.Model;

/// <summary>A project named by its path.</summary>
internal sealed record ProjectPath(string Path) : IProjectMetadata
{
    string IProjectMetadata.ProjectPath => Path;
}
