using Distribution.Hosting.Leadership;
using Distribution.Hosting.Members;
using Distribution.Hosting.Replicas;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Shows which replica of a service leads.</summary>
public static class LeadershipBuilderExtensions
{
    /// <summary>Says that one replica leads; each member is then shown with its role and term.</summary>
    /// <param name="replicas">The service.</param>
    /// <param name="path">Where a member answers <c>{"leader": true, "term": 7}</c>.</param>
    public static ReplicaSet WithLeadership(this ReplicaSet replicas, string path = "/internal/leader")
    {
        ArgumentNullException.ThrowIfNull(replicas);
        if (replicas.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            replicas.ApplicationBuilder.AddSnapshotBoard();
            replicas.ApplicationBuilder.Services.AddHostedService<LeadershipWatch>();
        }

        return replicas.ForEach(member => member.WithAnnotation(new LeadershipAnnotation(path)));
    }
}
