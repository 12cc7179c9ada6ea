using Aspire.Hosting;

namespace Distribution.Hosting.Tests;

/// <summary>A project for models that are described and not run.</summary>
internal sealed class AnyProject : IProjectMetadata
{
    public string ProjectPath => Path.Combine(AppContext.BaseDirectory, "Any.csproj");
}
