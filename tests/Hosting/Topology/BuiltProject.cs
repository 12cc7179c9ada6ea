using Distribution.Engine;

namespace Distribution.Hosting.Tests.Topology;

/// <summary>A project whose assembly lies beside the tests.</summary>
internal abstract class BuiltProject(string assembly) : IBuiltProject
{
    public string AssemblyPath => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    public string ProjectPath => Path.ChangeExtension(AssemblyPath, ".csproj");

    internal sealed class Gateway() : BuiltProject("Distribution.Gateway");

    internal sealed class Backend() : BuiltProject("Distribution.Gateway.Backend");
}
