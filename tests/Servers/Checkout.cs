namespace Distribution.Servers;

/// <summary>The source tree that the tests were built from, in the configuration they were built in.</summary>
public static class Checkout
{
    /// <summary>The folder of Distribution.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>A file that was built with the tests.</summary>
    /// <param name="project">The project's folder, for example <c>services/Api</c>.</param>
    /// <param name="assembly">For example <c>Distribution.Api.dll</c>.</param>
    public static string Built(string project, string assembly) => Path.Combine(Root, project, "bin", Configuration, "net10.0", assembly);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Distribution.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"Distribution.sln was not found above {AppContext.BaseDirectory}.");
    }
}
