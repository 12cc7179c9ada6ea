using Distribution.Scheduler.Sweeps;
using Microsoft.Extensions.Configuration;

namespace Distribution.Scheduler.Tests;

public sealed class ApiReplicasTests
{
    [Fact]
    public void Replicas_are_found_by_name_and_others_left_alone() =>
        Assert.Equal(
            ["http://127.0.0.1:1/", "http://127.0.0.1:2/", "http://127.0.0.1:3/"],
            Replicas(("api-1", "http://127.0.0.1:1"), ("api-2", "http://127.0.0.1:2"), ("api", "http://127.0.0.1:3"), ("api-gateway", "http://127.0.0.1:4"), ("audit-1", "http://127.0.0.1:5"))
                .InOrder().Select(replica => replica.ToString()).Order());

    [Fact]
    public void Replica_that_answered_is_asked_first_and_every_one_once()
    {
        var replicas = Replicas(("api-1", "http://127.0.0.1:1"), ("api-2", "http://127.0.0.1:2"), ("api-3", "http://127.0.0.1:3"));

        replicas.Prefer(new Uri("http://127.0.0.1:2"));

        Assert.Equal([2, 3, 1], replicas.InOrder().Select(replica => replica.Port));
    }

    [Fact]
    public void Without_replicas_the_variable_is_named() =>
        Assert.Contains("services__api-1__http__0", Assert.Throws<InvalidOperationException>(() => Replicas()).Message);

    [Fact]
    public void Address_that_is_none_is_named() =>
        Assert.Contains("services__api-1__http__0 is 'nonsense'", Assert.Throws<InvalidOperationException>(() => Replicas(("api-1", "nonsense"))).Message);

    private static ApiReplicas Replicas(params (string Service, string Address)[] replicas) => ApiReplicas.From(
        new ConfigurationBuilder().AddInMemoryCollection(replicas.ToDictionary(replica => $"services:{replica.Service}:http:0", string? (replica) => replica.Address)).Build());
}
