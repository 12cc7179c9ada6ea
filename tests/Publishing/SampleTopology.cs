using Distribution.Hosting.Secrets;
using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Tests;

/// <summary>A topology with one of everything that a description can say, for the emitters and their lint: the shape of the real one, written by hand.</summary>
internal static class SampleTopology
{
    private static readonly PostgresCluster Postgres = new("postgres", Members: 2, ["access", "jobs", "identity"]);

    private static readonly ValkeyCluster Valkey = new("valkey", Servers: 3, Sentinels: 3, ["app", "replication", "sentinel", "supervisor"]);

    private static readonly Secret Checkpoints = new("audit-checkpoint-key", SecretKind.Key);

    private static readonly Secret Users = new("users", SecretKind.Users);

    public static TopologyDescription Create() => new("sample", "1.2.3", [Migrations(), Identity(), Audit(), Worker(), Api(), Scheduler(), Gateway()], Postgres, new ConnectionPool("pgbouncer"), Valkey);

    private static Workload Migrations() => new("migrations", WorkloadKind.Job, Replicas: 1, "/src/services/Migrations/Migrations.csproj")
    {
        Environment = [Database("access", "access_owner", "access-owner"), Database("jobs", "jobs_owner", "jobs-owner")],
        Dependencies = [new("postgres", DependencyCondition.Healthy)],
        Secrets = [Postgres.Passfile("access", "access_owner"), Postgres.Passfile("jobs", "jobs_owner")],
    };

    private static Workload Identity() => Service("identity", replicas: 2) with
    {
        Environment =
        [
            Database("identity", "identity", "identity"),
            new("Identity__KeysFolder", [new VolumePart("signing-keys", "")]),
            new("Identity__UsersFile", [new SecretFilePart(Users)]),
            new("Identity__Clients__api", [new SecretFilePart(Account("api"))]),
        ],
        Volumes = [new("signing-keys", IsShared: true)],
        Secrets = [Postgres.Passfile("identity", "identity"), Users, Account("api")],
    };

    private static Workload Audit() => Service("audit", replicas: 2) with
    {
        Environment = [Reference("identity"), new("Audit__CheckpointFile", [new VolumePart("checkpoints", "checkpoint.json")]), new("Audit__CheckpointKeyFile", [new SecretFilePart(Checkpoints)])],
        Volumes = [new("checkpoints", IsShared: false)],
        Secrets = [Checkpoints],
    };

    private static Workload Worker() => Service("worker", replicas: 2) with
    {
        Environment = [Database("jobs", "jobs", "jobs"), Reference("api")],
        Secrets = [Postgres.Passfile("jobs", "jobs")],
        Scaling = new(2, 10, ScalingMeasure.QueueDepth),
    };

    private static Workload Api() => Service("api", replicas: 3) with
    {
        Environment =
        [
            Reference("identity"),
            new("Tokens__ClientId", [new TextPart("api")]),
            new("Tokens__ClientSecretFile", [new SecretFilePart(Account("api"))]),
            Database("access", "access", "access"),
            Cache(),
        ],
        Secrets = [Account("api"), Postgres.Passfile("access", "access"), Valkey.Secrets[0]],
        Scaling = new(3, 10, ScalingMeasure.Load),
    };

    private static Workload Scheduler() => Service("scheduler", replicas: 2) with
    {
        HasLeader = true,
        Environment = [Database("jobs", "jobs", "jobs")],
        Secrets = [Postgres.Passfile("jobs", "jobs")],
    };

    private static Workload Gateway() => Service("gateway", replicas: 2) with
    {
        IsGateway = true,
        Environment = [Cache(), Destination("identity"), Destination("api")],
        Dependencies = [],
        Secrets = [Valkey.Secrets[0]],
    };

    private static Workload Service(string name, int replicas) => new(name, WorkloadKind.Service, replicas, $"/src/services/{name}/{name}.csproj")
    {
        Port = 8080,
        Probes = Probes.OfServices,
        Dependencies = [new("migrations", DependencyCondition.Completed)],
    };

    private static Secret Account(string service) => new($"service-{service}", SecretKind.Password);

    private static Variable Database(string database, string role, string name) => new(
        $"ConnectionStrings__{name}",
        [
            new TextPart("Host="),
            new PostgresHostsPart(),
            new TextPart($";Database={database};Username={role};Passfile="),
            new SecretFilePart(Postgres.Passfile(database, role)),
        ]);

    private static Variable Cache() => new(
        "ConnectionStrings__valkey",
        [new TextPart("sentinels="), new SentinelHostsPart(), new TextPart(";service=valkey;user=app;passwordFile="), new SecretFilePart(Valkey.Secrets[0])]);

    private static Variable Reference(string service) => new($"services__{service}-1__http__0", [new AddressPart(service, 1, AddressForm.Url)]) { Each = service };

    private static Variable Destination(string service) =>
        new($"ReverseProxy__Clusters__{service}__Destinations__{service}-1__Address", [new AddressPart(service, 1, AddressForm.Url)]) { Each = service };
}
