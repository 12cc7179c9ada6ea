namespace Distribution.Hosting.Tests.Postgres.Simulation;

/// <summary>Kills, freezes, stops, full disks, partitions and the supervisor's own death, in any order and overlapping. Disks survive, so nothing acknowledged may be lost, however many fail.</summary>
internal static class RandomFaults
{
    public static void Play(SimulatedCluster cluster, Random random)
    {
        for (var fault = 0; fault < 12; fault++)
        {
            Inject(cluster, random);
            cluster.Run(TimeSpan.FromMilliseconds(random.Next(0, 2500)));
        }

        cluster.Store.DiskFull = cluster.World.Separated = false;
        foreach (var server in cluster.World.Servers)
        {
            server.DiskFull = server.Frozen = server.Isolated = false;
            if (server.StopRequested && !server.Running)
            {
                cluster.Begin(server.Name);
            }

            server.StopRequested = false;
        }
    }

    private static void Inject(SimulatedCluster cluster, Random random)
    {
        var server = cluster.World.Servers[random.Next(2)];
        switch (random.Next(12))
        {
            case 0 or 1:
                server.Kill();
                break;
            case 2:
                server.Frozen = server.Running;
                break;
            case 3:
                server.Frozen = false;
                break;
            case 4:
                server.DiskFull = !server.DiskFull;
                break;
            case 5:
                server.StopRequested = server.Running;
                break;
            case 6:
                cluster.Store.DiskFull = !cluster.Store.DiskFull;
                break;
            case 7:
                _ = cluster.Command(supervisor => random.Next(2) == 0 ? supervisor.PromoteAsync(CancellationToken.None) : supervisor.SwitchoverAsync(CancellationToken.None));
                break;
            case 8:
                cluster.World.Separated = !cluster.World.Separated;
                break;
            case 9:
                server.Isolated = server.Running;
                break;
            case 10:
                server.Isolated = false;
                break;
            default:
                cluster.LoseSupervisor(random.Next(2) == 0 ? null : random.Next(8));
                cluster.StartSupervisor();
                foreach (var down in cluster.World.Servers.Where(down => !down.Running && !down.StopRequested))
                {
                    cluster.Begin(down.Name);
                }

                break;
        }
    }
}
