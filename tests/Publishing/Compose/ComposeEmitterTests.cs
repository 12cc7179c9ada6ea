using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Compose;
using Distribution.Publishing.Emitting;
using Distribution.Publishing.Tests.Reading;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Tests.Compose;

public sealed class ComposeEmitterTests
{
    private static readonly ComposeEmitter Emitter = new();

    [Fact]
    public void Topology_emitted_twice_gives_the_same_bytes()
    {
        var first = Emitter.Emit(SampleTopology.Create());

        var second = Emitter.Emit(SampleTopology.Create());

        Assert.Equal(first, second);
    }

    [Fact]
    public void Base_file_has_one_of_each_and_the_whole_quorums()
    {
        var services = Services(Emitter.Emit(SampleTopology.Create()), ComposeEmitter.BaseFile);

        Assert.Equal(
            [
                "etcd-1", "etcd-2", "etcd-3", "postgres-1", "pgbouncer", "valkey-sentinel-1", "valkey-sentinel-2", "valkey-sentinel-3", "valkey-1",
                "migrations", "identity-1", "audit-1", "worker-1", "api-1", "scheduler-1", "gateway-1",
            ],
            services.Keys);
    }

    [Fact]
    public void High_availability_overlay_adds_the_other_members_and_tells_the_first_ones_of_them()
    {
        var services = Services(Emitter.Emit(SampleTopology.Create()), ComposeEmitter.HighAvailabilityFile);

        Assert.Superset(new HashSet<string>(["postgres-2", "valkey-2", "valkey-3", "identity-2", "audit-2", "worker-2", "api-2", "api-3", "scheduler-2", "gateway-2"]), services.Keys.ToHashSet());
        var gateway = services["gateway-1"]["environment"];
        Assert.Equal("http://api-3:8080", gateway["ReverseProxy__Clusters__api__Destinations__api-3__Address"].ToString());
        Assert.DoesNotContain(new YamlScalarNode("ReverseProxy__Clusters__api__Destinations__api-1__Address"), ((YamlMappingNode)gateway).Children.Keys);
        Assert.StartsWith("Host=${POSTGRES_HOSTS:-postgres-1:5432,postgres-2:5432}", services["api-1"]["environment"]["ConnectionStrings__access"].ToString());
        Assert.Equal("1", services["valkey-1"]["environment"]["MIN_REPLICAS_TO_WRITE"].ToString());
    }

    [Fact]
    public void Servers_have_a_tag_of_their_own()
    {
        var services = Services(Emitter.Emit(SampleTopology.Create()), ComposeEmitter.BaseFile);

        var own = services.Where(service => service.Value["image"].ToString().Contains("${SERVER_TAG:-", StringComparison.Ordinal)).Select(service => service.Key);

        Assert.Equal(["etcd-1", "etcd-2", "etcd-3", "postgres-1", "pgbouncer", "valkey-sentinel-1", "valkey-sentinel-2", "valkey-sentinel-3", "valkey-1"], own);
    }

    [Fact]
    public void Volume_of_a_replica_is_its_own_and_a_shared_one_is_everybodys()
    {
        var services = Services(Emitter.Emit(SampleTopology.Create()), ComposeEmitter.HighAvailabilityFile);

        Assert.Equal("audit-2-checkpoints:/var/lib/distribution/checkpoints", services["audit-2"]["volumes"][0].ToString());
        Assert.Equal("identity-signing-keys:/var/lib/distribution/signing-keys", services["identity-2"]["volumes"][0].ToString());
    }

    [Fact]
    public void Comment_on_a_service_stands_above_it()
    {
        var text = File(Emitter.Emit(SampleTopology.Create()), ComposeEmitter.BaseFile);

        var lines = text.Split('\n').ToList();

        Assert.StartsWith("  # Reached on this machine only", lines[lines.IndexOf("  gateway-1:") - 1]);
    }

    [Fact]
    public void Callback_on_a_set_changes_each_replica_and_one_on_a_cluster_each_member()
    {
        var builder = Model.Create();
        builder.AddTopology();
        builder.AddReplicas<AnyProject>("api", 1).PublishWithReplicas(2).PublishToCompose(service => service.Labels["team"] = service.Name);
        builder.AddPostgresCluster("postgres").WithStandby().PublishToCompose(service => service.Restart = "always");

        var files = Emit(builder);

        Assert.Equal("api-1", Services(files, ComposeEmitter.BaseFile)["api-1"]["labels"]["team"].ToString());
        var further = Services(files, ComposeEmitter.HighAvailabilityFile);
        Assert.Equal("api-2", further["api-2"]["labels"]["team"].ToString());
        Assert.Equal("always", further["postgres-2"]["restart"].ToString());
    }

    [Fact]
    public void Cluster_of_another_name_than_its_image_knows_is_refused_by_name()
    {
        var topology = SampleTopology.Create();

        var failure = Assert.Throws<PublishException>(() => Emitter.Emit(topology with { Valkey = topology.Valkey! with { Name = "cache" } }));

        Assert.Contains("'cache'", failure.Message);
        Assert.Contains("'valkey'", failure.Message);
    }

    [Fact]
    public void Secrets_of_this_machine_are_in_no_file()
    {
        const string Known = "known-secret-8f3a";
        var root = Directory.CreateTempSubdirectory("published-state-").FullName;
        try
        {
            var builder = DistributedApplication.CreateBuilder(["--operation", "publish", "--name", "shop", "--state", root]);
            var secrets = Directory.CreateDirectory(builder.AddTopology().Topology().StateFolder.Secrets).FullName;
            var postgres = builder.AddPostgresCluster("postgres").WithStandby();
            var valkey = builder.AddValkeySentinel("valkey", replicas: 2, sentinels: 3);
            var identity = builder.AddReplicas<AnyProject>("identity", 1).AsIssuer().WithReference(postgres.AddDatabase("accounts"));
            builder.AddReplicas<AnyProject>("audit", 1).WithServiceIdentity(identity).WithCheckpoints().WithReference(valkey);
            foreach (var secret in new[] { "postgres-superuser", "postgres-accounts.pgpass", "valkey-app", "service-audit", "service-identity", "audit-checkpoint-key", "users" })
            {
                System.IO.File.WriteAllText(Path.Combine(secrets, secret), Known);
            }

            var files = Emit(builder);

            Assert.NotEmpty(files);
            Assert.All(files, file => Assert.DoesNotContain(Known, file.Content));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    internal static string File(IReadOnlyList<EmittedFile> files, string path) => files.Single(file => file.Path == path).Content;

    private static IReadOnlyList<EmittedFile> Emit(IDistributedApplicationBuilder builder) =>
        ((IEmitter)Emitter).Emit(builder.ReadAsync().GetAwaiter().GetResult(), new DistributedApplicationModel(builder.Resources));

    private static Dictionary<string, YamlNode> Services(IReadOnlyList<EmittedFile> files, string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File(files, path)));
        return ((YamlMappingNode)stream.Documents[0].RootNode["services"]).Children.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);
    }
}
