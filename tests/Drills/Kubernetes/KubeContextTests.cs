using Distribution.Drills.Safety;
using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Kubernetes;

namespace Distribution.Drills.Tests.Kubernetes;

public sealed class KubeContextTests
{
    [Fact]
    public void Context_in_use_names_its_API_server_and_the_namespace_default_where_it_has_none() => Assert.Equal(new KubeContext("c", new Uri("https://10.80.0.1:6443"), "default"), KubeContext.Parse(Recorded.Config));

    [Theory]
    [InlineData("""{"kind": "Config", "clusters": null, "contexts": null, "current-context": ""}""")]
    [InlineData("""{"kind": "Config", "clusters": [{"name": "c", "cluster": {}}], "current-context": "c"}""")]
    public void Context_without_a_cluster_says_which_options_name_one(string config) =>
        Assert.Contains("--context", Assert.Throws<TargetException>(() => KubeContext.Parse(Recorded.Json(config))).Message);

    [Theory]
    [InlineData("https://127.0.0.1:6443", false, true)]
    [InlineData("https://localhost:6443", false, true)]
    [InlineData("https://[::1]:6443", false, true)]
    [InlineData("https://10.80.0.1:6443", false, false)]
    [InlineData("https://10.80.0.1:6443", true, true)]
    [InlineData("https://203.0.113.9:6443", false, false)]
    [InlineData("https://203.0.113.9", true, false)]
    [InlineData("https://[2001:db8::a00:1]:6443", true, false)]
    [InlineData("https://cluster.example.com", true, false)]
    public void Only_a_cluster_of_this_machine_or_one_at_a_known_private_address_is_drilled(string server, bool iKnow, bool drilled)
    {
        var refusal = Record.Exception(() => ApiServer.Check("c", new Uri(server), iKnow));

        Assert.Equal(drilled ? null : typeof(TargetException), refusal?.GetType());
        Assert.Contains(drilled ? "" : "'c'", refusal?.Message ?? "");
    }
}
