using Distribution.Machine.Control;

namespace Distribution.Cli.Display;

/// <summary>What is said of a resource, the same in the live table, in lines and in <c>status</c>.</summary>
internal static class ResourceText
{
    public static string State(ResourceStatus resource) => resource switch
    {
        { State: "Running", Healthy: true } => "healthy",
        { State: "Running" } => "running, not healthy yet",
        { State: "Exited" or "Finished", ExitCode: 0 } => "completed",
        { State: "Exited" or "Finished", ExitCode: { } code } => $"ended with exit code {code}",
        { State: "" } => "not started",
        _ => resource.State,
    };

    public static string Detail(ResourceStatus resource) => string.Join(", ", Details(resource));

    private static IEnumerable<string> Details(ResourceStatus resource)
    {
        if (resource is { Healthy: false, WaitingFor: [_, ..] waitingFor })
        {
            yield return $"waits for {string.Join(", ", waitingFor)}";
        }

        if (resource.Role is { Length: > 0 } role)
        {
            yield return role;
        }
    }
}
