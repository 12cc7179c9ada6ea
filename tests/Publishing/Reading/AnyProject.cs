using Aspire.Hosting;

namespace Distribution.Publishing.Tests.Reading;

/// <summary>A project for models that are described and not run.</summary>
internal sealed class AnyProject : IProjectMetadata
{
    public string ProjectPath => "/src/Any.csproj";
}
