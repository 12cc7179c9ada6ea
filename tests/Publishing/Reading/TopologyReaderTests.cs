using Aspire.Hosting;
using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Tests.Reading;

public sealed class TopologyReaderTests
{
    [Fact]
    public async Task Replicas_are_folded_into_one_workload()
    {
        var builder = Model.Create();
        builder.AddReplicas<AnyProject>("api", 3);

        var topology = await builder.ReadAsync();

        var api = Assert.Single(topology.Workloads);
        Assert.Equal(("api", WorkloadKind.Service, 3, 8080), (api.Name, api.Kind, api.Replicas, api.Port));
    }

    [Fact]
    public async Task Project_that_others_wait_to_complete_is_a_job()
    {
        var builder = Model.Create();
        var migrations = builder.AddProject<AnyProject>("migrations");
        builder.AddReplicas<AnyProject>("api", 2).WaitForCompletion(migrations);

        var topology = await builder.ReadAsync();

        Assert.Equal(WorkloadKind.Job, topology.Workload("migrations").Kind);
        Assert.Equal([new Dependency("migrations", DependencyCondition.Completed)], topology.Workload("api").Dependencies);
    }

    [Fact]
    public async Task Database_is_named_by_holes_and_its_passfile_is_a_secret()
    {
        var builder = Model.Create();
        var access = builder.AddPostgresCluster("postgres").WithStandby().AddDatabase("access");
        builder.AddReplicas<AnyProject>("api", 1).WithReference(access);

        var topology = await builder.ReadAsync();

        var api = topology.Workload("api");
        var connection = api.Environment.Single(variable => variable.Name == "ConnectionStrings__access");
        Assert.Equal("Host=HOSTS;Database=access;Username=access;Passfile=FILE(postgres-access.pgpass)", connection.Render(Fill));
        Assert.True(api.UsesPostgres);
        Assert.Equal("postgres-access.pgpass", Assert.Single(api.Secrets).Name);
        Assert.Equal(2, topology.Postgres!.Members);
        Assert.Contains("postgres-access_owner.pgpass", topology.Secrets.Select(secret => secret.Name));
    }

    [Fact]
    public async Task Cache_is_named_by_its_sentinels()
    {
        var builder = Model.Create();
        var valkey = builder.AddValkeySentinel("valkey", replicas: 2, sentinels: 3);
        builder.AddReplicas<AnyProject>("api", 1).WithReference(valkey);

        var topology = await builder.ReadAsync();

        var connection = topology.Workload("api").Environment.Single(variable => variable.Name == "ConnectionStrings__valkey");
        Assert.Equal("sentinels=SENTINELS;service=valkey;user=app;passwordFile=FILE(valkey-app)", connection.Render(Fill));
        Assert.Equal((3, 3, 2), (topology.Valkey!.Servers, topology.Valkey.Sentinels, topology.Valkey.Quorum));
    }

    [Fact]
    public async Task Reference_to_a_service_is_said_once_and_again_for_each_replica()
    {
        var builder = Model.Create();
        var audit = builder.AddReplicas<AnyProject>("audit", 2);
        builder.AddReplicas<AnyProject>("api", 1).WithReference(audit);

        var api = (await builder.ReadAsync()).Workload("api");

        var reference = Assert.Single(api.Environment);
        Assert.Equal(("services__audit-1__http__0", "audit"), (reference.Name, reference.Each));
        Assert.Equal(("services__audit-2__http__0", "ADDRESS(audit,2)"), (reference.For(2).Name, reference.For(2).Render(Fill)));
        Assert.Equal(["audit"], api.Calls);
    }

    [Fact]
    public async Task Secrets_and_folders_of_identity_and_audit_are_named_and_not_made()
    {
        var builder = Model.Create();
        var identity = builder.AddReplicas<AnyProject>("identity", 1).AsIssuer();
        builder.AddReplicas<AnyProject>("audit", 1).WithServiceIdentity(identity).WithCheckpoints();

        var topology = await builder.ReadAsync();

        Assert.Equal(["audit-checkpoint-key", "service-audit", "service-identity", "users"], topology.Secrets.Select(secret => secret.Name));
        Assert.Equal([new Volume("signing-keys", IsShared: true)], topology.Workload("identity").Volumes);
        Assert.Equal([new Volume("checkpoints", IsShared: false)], topology.Workload("audit").Volumes);
    }

    [Fact]
    public async Task What_is_said_for_publishing_holds_there()
    {
        var builder = Model.Create();
        builder.AddReplicas<AnyProject>("identity", 1).PublishWithReplicas(2);
        builder.AddReplicas<AnyProject>("worker", 2).PublishWithQueueScaling(minimum: 2, maximum: 6);

        var topology = await builder.ReadAsync();

        Assert.Equal(2, topology.Workload("identity").Replicas);
        Assert.Equal(new Scaling(2, 6, ScalingMeasure.QueueDepth), topology.Workload("worker").Scaling);
    }

    [Fact]
    public async Task Second_cluster_is_refused_by_name()
    {
        var builder = Model.Create();
        builder.AddPostgresCluster("one");
        builder.AddPostgresCluster("two");

        var refused = await Assert.ThrowsAsync<PublishException>(builder.ReadAsync);

        Assert.Contains("'one' and 'two'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameter_is_refused_with_the_variable_that_has_it()
    {
        var builder = Model.Create();
        var parameter = builder.AddParameter("region", "north");
        builder.AddReplicas<AnyProject>("api", 1).ForEach(member => member.WithEnvironment("REGION", parameter));

        var refused = await Assert.ThrowsAsync<PublishException>(builder.ReadAsync);

        Assert.Contains("'REGION' of 'api-1'", refused.Message, StringComparison.Ordinal);
    }

    private static string Fill(ValuePart part) => part switch
    {
        PostgresHostsPart => "HOSTS",
        SentinelHostsPart => "SENTINELS",
        SecretFilePart secret => $"FILE({secret.Secret.Name})",
        AddressPart address => $"ADDRESS({address.Workload},{address.Member})",
        _ => part.ToString(),
    };
}
