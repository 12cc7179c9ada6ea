using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Kubernetes;

namespace Distribution.Drills.Tests.Kubernetes;

public sealed class ClusterServicesTests
{
    private static readonly IReadOnlyDictionary<string, ClusterNode> Nodes = ClusterNode.ParseAll(Recorded.Nodes);

    [Fact]
    public void Gateway_is_at_its_Service_and_not_at_the_headless_one() => Assert.Equal("http://10.80.64.17:8080/", new ClusterServices(Recorded.Services, Nodes).Gateway().ToString());

    [Theory]
    [InlineData("LoadBalancer", """{"ingress": [{"ip": "10.80.2.1"}]}""", "http://10.80.2.1:8080/")]
    [InlineData("LoadBalancer", """{"ingress": [{"hostname": "localhost"}]}""", "http://localhost:8080/")]
    [InlineData("LoadBalancer", "{}", "http://10.80.64.17:8080/")]
    [InlineData("NodePort", "{}", "http://10.80.0.11:30080/")]
    public void Gateway_that_is_given_to_the_outside_is_at_that_address(string type, string balancer, string expected)
    {
        var services = Recorded.Json($$$"""
            {"items": [{"metadata": {"labels": {"app.kubernetes.io/name": "gateway"}}, "spec": {"type": "{{{type}}}", "clusterIP": "10.80.64.17", "ports": [{"port": 8080, "nodePort": 30080}]}, "status": {"loadBalancer": {{{balancer}}} } }]}
            """);

        Assert.Equal(expected, new ClusterServices(services, Nodes).Gateway().ToString());
    }

    [Fact]
    public void Release_whose_gateway_has_no_address_says_what_to_do() =>
        Assert.Contains("--gateway", Assert.Throws<TargetException>(() => new ClusterServices(Recorded.Json("""{"items": []}"""), Nodes).Gateway()).Message);

    [Theory]
    [InlineData("access-valkey-0", "10.80.64.30")]
    [InlineData("access-postgres-0", null)]
    public void Member_with_a_Service_of_its_own_is_reached_there(string pod, string? expected) => Assert.Equal(expected, new ClusterServices(Recorded.Services, Nodes).OwnAddressOf(pod)?.ToString());

    [Fact]
    public void Node_has_the_zone_of_its_label_or_none() => Assert.Equal(("z1", null, "10.80.0.12"), (Nodes["n1"].Zone, Nodes["n2"].Zone, Nodes["n2"].Address!.ToString()));
}
