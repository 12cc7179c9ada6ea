// The topology, in the order of the diagram: the gateway stands before the Api's replicas, these before the databases.
var builder = DistributedApplication.CreateBuilder(args);
builder.AddTopology();

var postgres = builder.AddPostgresCluster("postgres").WithStandby();
var access = postgres.AddDatabase("access");
var jobs = postgres.AddDatabase("jobs");

// One address for tools that know only one host; the services follow the primary themselves.
builder.AddPgBouncer("pgbouncer", postgres);

var valkey = builder.AddValkeySentinel("valkey", replicas: 2, sentinels: 3);

var migrations = builder.AddProject<Projects.Migrations>("migrations")
    .WithReference(access.Owner)
    .WithReference(jobs.Owner)
    .WaitFor(postgres);

var api = builder.AddReplicas<Projects.Api>("api", 3)
    .WithReference(access)
    .WithReference(valkey)
    .WaitForCompletion(migrations);

builder.AddReplicas<Projects.Scheduler>("scheduler", 2)
    .WithLeadership()
    .WithReference(jobs)
    .WithReference(api)
    .WaitForCompletion(migrations);

builder.AddGateway<Projects.Gateway>("gateway", port: 8080)
    .WithDestinations(api);

builder.Build().Run();
