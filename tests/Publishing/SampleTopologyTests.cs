using Distribution.Publishing.Description;

namespace Distribution.Publishing.Tests;

public sealed class SampleTopologyTests
{
    [Fact]
    public void Sample_with_what_workloads_name_declares_every_secret_and_workload()
    {
        var topology = SampleTopology.Create();

        var secrets = topology.Secrets.Select(secret => secret.Name).ToList();
        var calls = topology.Workloads.SelectMany(workload => workload.Calls).ToList();

        Assert.All(topology.Workloads.SelectMany(workload => workload.Environment).SelectMany(variable => variable.Parts).OfType<Description.Values.SecretFilePart>(), part => Assert.Contains(part.Secret.Name, secrets));
        Assert.All(calls, name => Assert.Equal(WorkloadKind.Service, topology.Workload(name).Kind));
        Assert.Equal("gateway", topology.Gateway?.Name);
    }
}
