using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

internal static class ProjectAssembly
{
    /// <summary>The assembly that <c>dotnet</c> runs for a project.</summary>
    /// <exception cref="DistributedApplicationException">It is not known, or not there.</exception>
    public static string Of(ProjectResource project)
    {
        var metadata = project.GetProjectMetadata();
        var path = metadata switch
        {
            IBuiltProject built => built.AssemblyPath,
            { ProjectPath: var named } when named.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) => named,
            _ => throw new DistributedApplicationException($"Where resource '{project.Name}' was built to is not known: reference {metadata.ProjectPath} from the AppHost's project and add it with AddProject<Projects.NAME>."),
        };
        return File.Exists(path) ? path : throw new DistributedApplicationException($"Resource '{project.Name}' is not built, {path} is missing: build the AppHost with dotnet build.");
    }
}
