using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;
using Distribution.Machine.Processes;

namespace Distribution.Engine.Orchestration;

/// <summary>Publishes what happens to the process of a resource. A child that is no process itself, such as a database, is shown in the state of its parent.</summary>
internal sealed class ResourceSnapshots(DistributedApplicationModel model, ResourceNotificationService notifications, TimeProvider time)
{
    private const string Pid = "executable.pid";
    private const string ProgramPath = "executable.path";
    private const string Arguments = "executable.args";
    private const string Folder = "executable.workDir";
    private const string ProjectPath = "project.path";

    public Task UrlsAsync(IResource resource, ImmutableArray<UrlSnapshot> urls) =>
        notifications.PublishUpdateAsync(resource, last => last with { Urls = [.. urls.Select(url => url with { IsInactive = true })] });

    public Task StateAsync(IResource resource, string state) => ChangeAsync(resource, last => last with { State = state });

    public Task PlannedAsync(IResource resource, LaunchPlan plan) => notifications.PublishUpdateAsync(resource, last => last with
    {
        EnvironmentVariables = [.. plan.Environment.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))],
        Properties = Described(resource, plan, last.Properties),
    });

    public Task RunningAsync(IResource resource, int pid, DateTimeOffset at) => ChangeAsync(resource, last => last with
    {
        State = KnownResourceStates.Running,
        StartTimeStamp = at.UtcDateTime,
        StopTimeStamp = null,
        ExitCode = null,
        Urls = [.. last.Urls.Select(url => url with { IsInactive = false })],
        Properties = last.Properties.With(Pid, pid),
    });

    public Task EndedAsync(IResource resource, int exitCode) => ChangeAsync(resource, last => last with
    {
        State = exitCode == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited,
        StopTimeStamp = time.GetUtcNow().UtcDateTime,
        ExitCode = exitCode,
        Urls = [.. last.Urls.Select(url => url with { IsInactive = true })],
        Properties = last.Properties.Without(Pid),
    });

    private async Task ChangeAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change)
    {
        await notifications.PublishUpdateAsync(resource, change);
        if (!notifications.TryGetCurrentState(resource.Name, out var current))
        {
            return;
        }

        foreach (var child in model.Resources.Where(child => child is IResourceWithParent { Parent: var parent } and not (ExecutableResource or ProjectResource or IResourceWithoutLifetime) && parent == resource))
        {
            await notifications.PublishUpdateAsync(child, last => last with
            {
                State = current.Snapshot.State,
                StartTimeStamp = current.Snapshot.StartTimeStamp,
                StopTimeStamp = current.Snapshot.StopTimeStamp,
            });
        }
    }

    private static ImmutableArray<ResourcePropertySnapshot> Described(IResource resource, LaunchPlan plan, ImmutableArray<ResourcePropertySnapshot> properties)
    {
        var (program, arguments) = Account.Unwrap(plan.Program, [.. plan.Arguments.Select(argument => argument.IsSensitive ? "***" : argument.Value)]);
        properties = properties.With(ProgramPath, program).With(Arguments, arguments.ToImmutableArray()).With(Folder, plan.Folder);
        return resource is ProjectResource project ? properties.With(ProjectPath, project.GetProjectMetadata().ProjectPath) : properties;
    }
}
