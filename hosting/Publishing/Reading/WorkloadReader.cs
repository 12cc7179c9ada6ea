using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Gateway;
using Distribution.Hosting.Leadership;
using Distribution.Hosting.Topology;
using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;
using Distribution.Publishing.Settings;

namespace Distribution.Publishing.Reading;

/// <summary>Reads one workload from its first replica: all replicas are described alike.</summary>
internal sealed class WorkloadReader(WorkloadNames names, DistributedApplicationExecutionContext execution)
{
    /// <summary>The port of every service in a container: above 1023, so that no privilege is needed.</summary>
    private const int Port = 8080;

    private readonly ValueReader _values = new(names);

    public async Task<Workload> ReadAsync(ProjectResource project, bool isJob, CancellationToken cancellationToken)
    {
        var member = names.Of(project);
        var variables = await VariablesAsync(project, cancellationToken);
        var settings = PublishSettings.Of(project);
        var scaling = isJob ? null : settings.Scaling;
        return new Workload(member.Workload, isJob ? WorkloadKind.Job : WorkloadKind.Service, scaling?.Minimum ?? settings.Replicas ?? member.Members, project.GetProjectMetadata().ProjectPath)
        {
            IsGateway = project.TryGetLastAnnotation<GatewayAnnotation>(out _),
            HasLeader = project.TryGetLastAnnotation<LeadershipAnnotation>(out _),
            Port = isJob ? null : Port,
            Environment = [.. variables.Select(variable => Read(project, variable.Key, variable.Value)).OfType<Variable>()],
            Volumes = [.. _values.Find<StateFolderReference>(variables.Values).Select(folder => new Volume(folder.Volume, folder.IsShared)).Distinct()],
            Dependencies = [.. project.Annotations.OfType<WaitAnnotation>().Select(Read).Distinct()],
            Secrets = [.. variables.Values.SelectMany(_values.Secrets).DistinctBy(secret => secret.Name, StringComparer.Ordinal)],
            Probes = isJob ? null : Probes.OfServices,
            Scaling = scaling,
            Resources = settings.Resources ?? WorkloadResources.Service,
            Annotations = PublishSettings.Annotations(project),
        };
    }

    private async Task<Dictionary<string, object>> VariablesAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution, project, [], cancellationToken);
        foreach (var annotation in project.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }

    private Variable? Read(ProjectResource project, string name, object value)
    {
        if (OfTheHost.IsKnown(name))
        {
            return null;
        }

        var parts = _values.Read(value, $"variable '{name}' of '{project.Name}'");
        var addresses = parts.OfType<AddressPart>().ToList();

        // Aspire tells an address twice: as services__NAME__http__0, and as NAME_HTTP for programs that know no .NET.
        if (addresses.Any(address => address.Member > 1) || (parts is [AddressPart] && !name.Contains("__", StringComparison.Ordinal)))
        {
            return null;
        }

        return new Variable(name, parts) { Each = addresses.Select(address => address.Workload).FirstOrDefault(workload => name.Contains($"{workload}-1", StringComparison.Ordinal)) };
    }

    private Dependency Read(WaitAnnotation wait) => new(
        names.Find(wait.Resource)?.Workload ?? wait.Resource.Name,
        wait.WaitType == WaitType.WaitForCompletion ? DependencyCondition.Completed : DependencyCondition.Healthy);
}
