using System.Globalization;
using Distribution.Publishing.Compose.Model;
using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Compose.Services;

/// <summary>The programs of ours.</summary>
internal sealed class WorkloadServices(TopologyDescription topology, Scale scale)
{
    /// <summary>A job that failed is tried again: the database may not have had a primary at that moment.</summary>
    private const string JobRestart = "on-failure:5";

    private readonly Hosts _hosts = new(topology, scale);

    public IEnumerable<ComposeService> All() => topology.Workloads.SelectMany(workload => scale.Members(workload.Replicas).Select(member => Create(workload, member)));

    private ComposeService Create(Workload workload, int member)
    {
        var isJob = workload.Kind == WorkloadKind.Job;
        var service = Containers.Create(Hosts.Name(workload, member), ComposeLayout.ServiceImage(workload.Name, topology.Version), workload.Resources, ComposeSettings.ServiceMemory);
        Describe(service, workload, member);
        foreach (var network in ComposeNetworks.Of(workload, topology))
        {
            service.Networks.Add(network, new());
        }

        foreach (var (name, dependency) in workload.Dependencies.SelectMany(dependency => Dependencies(dependency, isFirst: member == 1)))
        {
            service.DependsOn.TryAdd(name, dependency);
        }

        service.Secrets = [.. workload.Secrets.Select(secret => secret.Name)];
        service.Volumes = [.. workload.Volumes.Select(volume => $"{VolumeName(workload, volume, member)}:{ComposeLayout.Volume(volume.Name)}")];
        service.StopGracePeriod = ComposeLayout.Seconds(workload.Draining.Grace);
        service.Restart = isJob ? JobRestart : service.Restart;
        if (workload.Probes is { } probes)
        {
            service.HealthCheck = ComposeHealth.Check(ComposeHealth.ServiceStart, "/app/service", "probe", probes.Readiness);
        }

        if (workload is { IsGateway: true, Port: { } port })
        {
            service.Comment = "Reached on this machine only: what ends TLS and is reached from outside goes before it, with all gateways behind it.";
            service.Ports.Add(new() { HostIp = "127.0.0.1", Published = string.Create(CultureInfo.InvariantCulture, $"${{{ComposeSettings.GatewayPort(member)}:-{ComposeLayout.GatewayPort + member - 1}}}"), Target = port });
        }

        return service;
    }

    private void Describe(ComposeService service, Workload workload, int member)
    {
        foreach (var variable in workload.Environment.SelectMany(Copies))
        {
            service.Environment[variable.Name] = _hosts.Render(variable);
        }

        if (workload.Kind == WorkloadKind.Job)
        {
            return;
        }

        service.Environment["Drain__Delay"] = workload.Draining.Notice.ToString("c", CultureInfo.InvariantCulture);
        service.Environment["Drain__Deadline"] = workload.Draining.Deadline.ToString("c", CultureInfo.InvariantCulture);
        service.Environment["OTEL_SERVICE_NAME"] = workload.Name;
        service.Environment["OTEL_RESOURCE_ATTRIBUTES"] = string.Create(CultureInfo.InvariantCulture, $"service.instance.id={member}");
        service.Environment[ComposeSettings.Telemetry] = $"${{{ComposeSettings.Telemetry}:-}}";
        service.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
    }

    private IEnumerable<Variable> Copies(Variable variable) =>
        variable.Each is { } each ? scale.Members(topology.Workload(each).Replicas).Select(variable.For) : [variable];

    // A cluster is healthy when its pool has found a primary; it need not be whole. Where the overlay of an external one takes the cluster away, only the first replica is known to be there to be told, so that the
    // others wait for it only if it is there.
    private IEnumerable<(string Name, ComposeDependency Dependency)> Dependencies(Dependency dependency, bool isFirst)
    {
        if (topology.Workloads.FirstOrDefault(workload => workload.Name == dependency.On) is { } other)
        {
            var condition = dependency.Condition == DependencyCondition.Completed ? ComposeDependency.Completed : ComposeDependency.Healthy;
            return scale.Members(other.Replicas).Select(member => (Hosts.Name(other, member), new ComposeDependency { Condition = condition }));
        }

        return _hosts.Readiness(dependency.On).Select(name => (name, new ComposeDependency { Condition = ComposeDependency.Healthy, Required = isFirst ? null : false }));
    }

    internal static string VolumeName(Workload workload, Volume volume, int member) => $"{(volume.IsShared ? workload.Name : Hosts.Name(workload, member))}-{volume.Name}";
}
