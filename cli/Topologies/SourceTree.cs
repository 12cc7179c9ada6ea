namespace Distribution.Cli.Topologies;

/// <summary>Where this command line was built, and what was built beside it.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release: the AppHost and the tests run as the command line was built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string AppHost => Built("AppHost", "Distribution.AppHost.dll");

    public static string Built(string project, string assembly) => Built(project, assembly, Configuration);

    public static string Built(string project, string assembly, string configuration) => Path.Combine(Root, project, "bin", configuration, "net10.0", assembly);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Distribution.sln")))
            {
                return folder.FullName;
            }
        }

        throw new CliException($"Distribution.sln was not found above {AppContext.BaseDirectory}: run ./distribution from a clone.");
    }
}
