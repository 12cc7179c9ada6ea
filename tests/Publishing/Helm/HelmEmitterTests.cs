using Distribution.Publishing.Helm;
using Distribution.Publishing.Lint.Kubernetes;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Tests.Helm;

public sealed class HelmEmitterTests(EmittedChart chart) : IClassFixture<EmittedChart>
{
    public static TheoryData<int, string> Variants => ChartVariants.All;

    [Fact]
    public void Topology_emitted_twice_gives_the_same_bytes()
    {
        var first = new HelmEmitter().Emit(SampleTopology.Create());

        var second = new HelmEmitter().Emit(SampleTopology.Create());

        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Chart_of_each_variant_passes_helm_and_our_own_rules(int generation, string variant)
    {
        var arguments = ChartVariants.Of(variant, chart.Folder).ToList();

        var lint = await chart.LintAsync(generation, arguments.Where(argument => argument != "--is-upgrade"));
        var rendered = await chart.TemplateAsync(generation, arguments);

        Assert.True(lint.ExitCode == 0, lint.Output + lint.Error);
        Assert.True(rendered.ExitCode == 0, rendered.Error);
        Assert.Equal([], KubernetesLint.Check(rendered.Output).Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("services.api.replica=5", "replica")]
    [InlineData("postgres.mode=mysql", "mode")]
    [InlineData("services.api.autoscaling.minReplicas=many", "minReplicas")]
    [InlineData("image.digests.api=latest", "digests")]
    public async Task Value_that_the_schema_does_not_know_is_refused(string value, string named)
    {
        var rendered = await chart.TemplateAsync(4, "--set", value);

        Assert.NotEqual(0, rendered.ExitCode);
        Assert.Contains(named, rendered.Error);
    }

    [Theory]
    [InlineData("postgres.mode=external", "postgres.external.hosts")]
    [InlineData("postgres.mode=external,postgres.external.hosts=db:5432", "secrets.postgres")]
    [InlineData("ingress.enabled=true", "ingress.host")]
    [InlineData("postgres.cloudnativepg.backup.enabled=true", "destinationPath")]
    public async Task Value_that_is_missing_is_named(string value, string named)
    {
        var rendered = await chart.TemplateAsync(4, "--set", value);

        Assert.NotEqual(0, rendered.ExitCode);
        Assert.Contains(named, rendered.Error);
    }

    [Fact]
    public async Task Migrations_are_a_part_of_an_install_that_brings_the_database_and_a_hook_otherwise()
    {
        var installed = Hook(await RenderAsync("--set", "postgres.mode=patroni"));
        var upgraded = Hook(await RenderAsync("--set", "postgres.mode=patroni", "--is-upgrade"));
        var elsewhere = Hook(await RenderAsync([.. ChartVariants.Arguments["external"]]));

        Assert.Equal((null, "pre-upgrade", "pre-install,pre-upgrade"), (installed, upgraded, elsewhere));
    }

    [Fact]
    public async Task Secrets_are_made_by_chance_and_the_chart_holds_none()
    {
        var first = Secret(await RenderAsync("--set", "postgres.mode=patroni"), "rel-valkey", "valkey-app");

        var second = Secret(await RenderAsync("--set", "postgres.mode=patroni"), "rel-valkey", "valkey-app");

        Assert.Equal(32, first.Length);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Secrets_that_are_made_are_of_the_form_that_their_readers_expect()
    {
        var rendered = await RenderAsync("--set", "postgres.mode=patroni");

        var passfile = Secret(rendered, "rel-postgres", "postgres-access.pgpass");
        var users = Secret(rendered, "rel-services", "users");
        var key = Secret(rendered, "rel-signing-keys", "current.pem");

        Assert.Matches("^\\*:\\*:access:access:[A-Za-z0-9]{32}$", passfile);
        Assert.All(users.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^[a-z0-9-]+ [A-Za-z0-9]{24} [a-z]+(,[a-z]+)*$", line));
        Assert.StartsWith("requester ", users);
        using var signing = System.Security.Cryptography.ECDsa.Create();
        signing.ImportFromPem(key);
        Assert.Equal(256, signing.KeySize);
    }

    [Fact]
    public async Task Secret_that_is_named_is_used_and_not_made()
    {
        var rendered = await RenderAsync("--set", "postgres.mode=patroni,secrets.services=given");

        Assert.DoesNotContain(rendered, document => Kind(document) == "Secret" && Name(document) == "rel-services");
        Assert.Contains("name: given", (await chart.TemplateAsync(4, "--set", "postgres.mode=patroni,secrets.services=given")).Output);
    }

    [Theory]
    [InlineData("statefulset.kubernetes.io/pod-name: rel-valkey-2", "statefulset.kubernetes.io/pod-name: rel-valkey-3")]
    [InlineData("role: primary", "role: leader")]
    public async Task Service_that_selects_pods_by_a_label_that_they_will_not_be_given_is_found(string right, string wrong)
    {
        var rendered = await chart.TemplateAsync(4, "--set", "postgres.mode=patroni");

        var findings = KubernetesLint.Check(rendered.Output.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal(["service-selects"], findings.Select(finding => finding.Rule).Distinct());
    }

    [Fact]
    public async Task Policies_follow_who_calls_whom_and_who_is_rolled_out_after_whom()
    {
        var rendered = await RenderAsync("--set", "postgres.mode=patroni");

        var identity = Assert.Single(rendered, document => Kind(document) == "NetworkPolicy" && Name(document) == "rel-identity");

        var callers = ((YamlSequenceNode)identity["spec"]["ingress"][0]["from"]).Select(peer => peer["podSelector"]["matchLabels"]["app.kubernetes.io/name"].ToString());
        Assert.Equal(["audit", "worker", "api", "scheduler", "gateway"], callers);
        Assert.Contains(rendered, document => Name(document) == "rel-deny-all");
    }

    [Theory]
    [InlineData("image.tag=7.0.0", "audit,api,gateway,identity,scheduler,worker")]
    [InlineData("image.serverTag=7.0.0", "pgbouncer,postgres,valkey,valkey-sentinel")]
    public async Task New_tag_replaces_the_pods_that_it_is_for(string tag, string replaced)
    {
        var before = Pods(await RenderAsync("--set", "postgres.mode=patroni"));

        var after = Pods(await RenderAsync("--set", $"postgres.mode=patroni,{tag}"));

        Assert.Equal(replaced.Split(',').Order(), before.Keys.Where(part => !before[part].Equals(after[part])).Order());
    }

    [Fact]
    public async Task Each_service_is_rolled_out_after_those_before_it_and_the_leaders_last()
    {
        var order = Pods(await RenderAsync("--set", "postgres.mode=patroni")).ToDictionary(pod => pod.Key, pod => Awaited(pod.Value));

        Assert.Equal(["identity", "audit", "worker", "api"], order["gateway"]);
        Assert.Equal(["identity", "audit", "worker", "api", "gateway"], order["scheduler"]);
        Assert.Empty(order["identity"]);
        Assert.Empty(order["postgres"]);
    }

    [Fact]
    public async Task Rollout_that_is_not_ordered_waits_for_nobody()
    {
        var pods = Pods(await RenderAsync("--set", "postgres.mode=patroni,rollout.ordered=false"));

        Assert.All(pods.Values, pod => Assert.Empty(Awaited(pod)));
    }

    [Fact]
    public async Task Sentinel_stands_on_the_host_of_its_server()
    {
        var affinity = Pods(await RenderAsync("--set", "postgres.mode=patroni"))["valkey-sentinel"]["spec"]["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"][0];

        Assert.Equal(("kubernetes.io/hostname", "valkey", "apps.kubernetes.io/pod-index"), (affinity["topologyKey"].ToString(), affinity["labelSelector"]["matchLabels"]["app.kubernetes.io/name"].ToString(), affinity["matchLabelKeys"][0].ToString()));
    }

    private static IEnumerable<string> Awaited(YamlNode pod) => ((YamlMappingNode)pod["spec"]).Children.TryGetValue("initContainers", out var containers)
        ? ((YamlSequenceNode)containers[0]["args"]).Skip(1).Select(address => address.ToString()["http://rel-".Length..].Replace("-headless:8080", "", StringComparison.Ordinal))
        : [];

    private static Dictionary<string, YamlNode> Pods(IEnumerable<YamlNode> documents) => documents
        .Where(document => Kind(document) is "Deployment" or "StatefulSet")
        .ToDictionary(document => Name(document)["rel-".Length..], document => document["spec"]["template"]);

    private async Task<List<YamlNode>> RenderAsync(params string[] arguments)
    {
        var rendered = await chart.TemplateAsync(4, arguments);
        Assert.True(rendered.ExitCode == 0, rendered.Error);
        var stream = new YamlStream();
        stream.Load(new StringReader(rendered.Output));
        return [.. stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>()];
    }

    private static string Kind(YamlNode document) => document["kind"].ToString();

    private static string Name(YamlNode document) => document["metadata"]["name"].ToString();

    private static string? Hook(IEnumerable<YamlNode> documents)
    {
        var annotations = (YamlMappingNode)Assert.Single(documents, document => Kind(document) == "Job")["metadata"]["annotations"];
        return annotations.Children.TryGetValue("helm.sh/hook", out var hook) ? hook.ToString() : null;
    }

    private static string Secret(IEnumerable<YamlNode> documents, string name, string key)
    {
        var secret = Assert.Single(documents, document => Kind(document) == "Secret" && Name(document) == name);
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(secret["data"][key].ToString()));
    }
}
