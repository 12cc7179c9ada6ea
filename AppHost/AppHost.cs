// The topology, in the order of the diagram: databases, then what works on them, then the gateway before it all.
var builder = DistributedApplication.CreateBuilder(args);
builder.AddTopology();
builder.AddPublishing();

var postgres = builder.AddPostgresCluster("postgres").WithStandby();
var access = postgres.AddDatabase("access");
var jobs = postgres.AddDatabase("jobs");
var users = postgres.AddDatabase("users", databaseName: "identity");
var records = postgres.AddDatabase("records", databaseName: "audit");
postgres.AddDatabase("drills");

// One address for tools that know only one host; the services follow the primary themselves.
builder.AddPgBouncer("pgbouncer", postgres);

var valkey = builder.AddValkeySentinel("valkey", replicas: 2, sentinels: 3);

var migrations = builder.AddProject<Projects.Migrations>("migrations")
    .WithReference(access.Owner)
    .WithReference(jobs.Owner)
    .WithReference(users.Owner, "identity-owner")
    .WithReference(records.Owner, "audit-owner")
    .WaitFor(postgres);

var identity = builder.AddReplicas<Projects.Identity>("identity", 1)
    .AsIssuer()
    .WithReference(users, "identity")
    .WaitForCompletion(migrations);

var audit = builder.AddReplicas<Projects.Audit>("audit", 1)
    .WithServiceIdentity(identity)
    .WithCheckpoints()
    .WithReference(records, "audit")
    .WaitForCompletion(migrations);

var worker = builder.AddReplicas<Projects.Worker>("worker", 2)
    .WithServiceIdentity(identity)
    .WithReference(jobs)
    .WithReference(audit)
    .WaitForCompletion(migrations);

var api = builder.AddReplicas<Projects.Api>("api", 3)
    .WithServiceIdentity(identity)
    .WithReference(access)
    .WithReference(valkey)
    .WithReference(worker)
    .WithReference(audit)
    .WaitForCompletion(migrations);

worker.WithReference(api);
identity.WithReference(audit);

// Locally one of each is enough, since a supervisor starts it again within a second.
identity.PublishWithReplicas(2);
audit.PublishWithReplicas(2);
api.PublishWithScaling(minimum: 3, maximum: 10);
worker.PublishWithQueueScaling(minimum: 2, maximum: 10);

builder.AddReplicas<Projects.Scheduler>("scheduler", 2)
    .WithLeadership()
    .WithReference(jobs)
    .WaitForCompletion(migrations);

builder.AddGateway<Projects.Gateway>("gateway", port: 8080)
    .WithReference(valkey)
    .WithDestinations(identity)
    .WithDestinations(api)
    .WithDestinations(worker)
    .WithDestinations(audit)
    .PublishWithReplicas(2);

builder.Build().Run();
