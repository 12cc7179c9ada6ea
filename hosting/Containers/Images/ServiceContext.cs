namespace Distribution.Containers.Images;

/// <summary>
/// What a service's image is built of: its build output, laid out so that what changes seldom is a layer of its own. The files are those that a local run executes, with their native code.
/// </summary>
internal static class ServiceContext
{
    private const string Program = "Distribution.";

    // Symbols are for debuggers and documentation for compilers.
    private static readonly string[] LeftOut = [".pdb", ".xml"];

    /// <summary>Lays it out in a new folder.</summary>
    /// <param name="output">The project's build output.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="context">The folder to lay it out in.</param>
    /// <exception cref="ContainerException">It is not built.</exception>
    public static void LayOut(string output, string project, string context)
    {
        if (!File.Exists(Path.Combine(output, $"{Program}{project}.dll")))
        {
            throw new ContainerException($"{project} is not built in {output}: run ./distribution images build, which builds first, or 'dotnet build services/{project} -c Release'.");
        }

        var packages = Directory.CreateDirectory(Path.Combine(context, "packages")).FullName;
        var program = Directory.CreateDirectory(Path.Combine(context, "program")).FullName;
        foreach (var file in new DirectoryInfo(output).EnumerateFiles().Where(file => !LeftOut.Contains(file.Extension, StringComparer.Ordinal)))
        {
            file.CopyTo(Path.Combine(file.Name.StartsWith(Program, StringComparison.Ordinal) ? program : packages, file.Name));
        }

        File.CreateSymbolicLink(Path.Combine(program, "service"), $"{Program}{project}");
    }
}
