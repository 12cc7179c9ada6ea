namespace Distribution.Testing.Hosts;

/// <summary>Finds the built assembly of an AppHost.</summary>
internal static class AppHostAssembly
{
    private const string Solution = "Distribution.sln";

    /// <summary>The AppHost that a test's options ask for.</summary>
    /// <exception cref="TopologyException">It is not there.</exception>
    public static string Of(TopologyOptions options)
    {
        var path = options switch
        {
            { AppHost: { } given } => Path.GetFullPath(given),
            { Parts: var parts } when !parts.HasFlag(TopologyParts.All) => Built(Path.Combine("hosting", "Testing.Parts"), "Distribution.Testing.Parts.dll"),
            _ => Built("AppHost", "Distribution.AppHost.dll"),
        };
        return File.Exists(path) ? path : throw new TopologyException($"There is no AppHost at {path}: build it, name yours with Topology.StartAsync<Projects.YOURS>(), or ask for {nameof(TopologyOptions.Parts)}, which need none.");
    }

    /// <summary>The AppHost of a type that its build has generated: <c>Projects.NAME</c>.</summary>
    /// <exception cref="TopologyException">The type is of no AppHost.</exception>
    public static string Of(Type project)
    {
        // The AppHost's own output, where all that it needs has native code; a test's output has a copy without.
        if (project.GetProperty("AssemblyPath") is { } property && project.GetConstructor([]) is not null && property.GetValue(Activator.CreateInstance(project)) is string path && File.Exists(path))
        {
            return path;
        }

        return project.Assembly.EntryPoint is not null && File.Exists(Path.ChangeExtension(project.Assembly.Location, ".runtimeconfig.json"))
            ? project.Assembly.Location
            : throw new TopologyException($"{project} is not the type of an AppHost: reference the AppHost's project from the test's, and name the type Projects.NAME that its build generates.");
    }

    // A test's output folder is PROJECT/bin/CONFIGURATION/net10.0.
    private static string Built(string project, string assembly)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        for (var folder = output; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                var built = Path.Combine(folder.FullName, project, "bin", output.Parent!.Name, output.Name, assembly);
                return File.Exists(built) ? built : Path.Combine(AppContext.BaseDirectory, assembly);
            }
        }

        return Path.Combine(AppContext.BaseDirectory, assembly);
    }
}
