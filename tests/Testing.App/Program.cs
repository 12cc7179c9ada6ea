using Distribution.Testing;

// A test process that another test kills: it starts a topology, prints where, and would stay for ever.
var topology = await Topology.StartAsync(new() { Parts = TopologyParts.Postgres });
Console.WriteLine(topology.Folder);
await Task.Delay(Timeout.Infinite);
