namespace Distribution.Engine.Processes;

/// <summary>
/// What a started process gets of this one's environment: the few variables that programs need to run at all, and where .NET is. Nothing else is inherited, so that a topology behaves the
/// same in every shell; what a resource needs it is given by the model.
/// </summary>
internal static class ExecutableEnvironment
{
    private const string DefaultSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static readonly string[] Passed = ["HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR"];

    /// <summary>Where programs are looked for.</summary>
    public static string SearchPath => Environment.GetEnvironmentVariable("PATH") is { Length: > 0 } path ? path : DefaultSearchPath;

    /// <summary>The variables that every executable starts with.</summary>
    public static Dictionary<string, string> Base()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = SearchPath, ["DOTNET_ROOT"] = DotNet.Root };
        foreach (var name in Passed)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }
}
