// A shop: its orders are in a database that survives the loss of a server.
var builder = DistributedApplication.CreateBuilder(args);
builder.AddTopology();

builder.AddPostgresCluster("store").WithStandby().AddDatabase("shop");

builder.Build().Run();
