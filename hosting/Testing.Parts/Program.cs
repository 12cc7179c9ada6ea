// The AppHost of a test that needs no services: the highly available servers that it asks for, and nothing else. Started by Distribution.Testing.
using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
builder.AddTopology();

if (builder.Configuration.GetValue<bool>("postgres"))
{
    var postgres = builder.AddPostgresCluster("postgres").WithStandby();
    foreach (var database in (builder.Configuration["databases"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
    {
        postgres.AddDatabase(database);
    }
}

if (builder.Configuration.GetValue<bool>("valkey"))
{
    builder.AddValkeySentinel("valkey", replicas: 2, sentinels: 3);
}

builder.Build().Run();
