using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A project that is run as a resource.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The path of its project file.</summary>
    string ProjectPath { get; }
}
