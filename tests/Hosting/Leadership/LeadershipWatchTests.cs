using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Leadership;
using Distribution.Hosting.Members;
using Distribution.Hosting.Tests.Control;
using Distribution.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Tests.Leadership;

public sealed class LeadershipWatchTests
{
    [Fact]
    public async Task Member_is_shown_with_what_it_says_of_itself_while_it_runs()
    {
        await using var topology = await DescribedTopology.StartAsync(builder => builder.AddReplicas<AnyProject>("scheduler", 1).WithLeadership());
        var member = (ProjectResource)topology.Resource("scheduler-1");
        var endpoint = member.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", endpoint.Port!.Value);
        LeadershipReport says = new(true, 7);
        await using var scheduler = Serve(endpoint.Port.Value, () => says);
        await scheduler.StartAsync();
        using var watch = topology.Services.GetServices<IHostedService>().OfType<LeadershipWatch>().Single();
        await watch.StartAsync(CancellationToken.None);

        await topology.PublishAsync("scheduler-1", last => last with { State = KnownResourceStates.Running });
        await ShownAsync("leader", 7);

        says = new(false, null);
        await ShownAsync("follower", null);

        await topology.PublishAsync("scheduler-1", last => last with { State = KnownResourceStates.Exited });
        await ShownAsync(null, null);
        await watch.StopAsync(CancellationToken.None);

        Task ShownAsync(string? role, long? term) => Eventually.True(() =>
        {
            var snapshot = topology.Services.GetRequiredService<SnapshotBoard>().Of(member)!.Snapshot;
            return snapshot.Text(MemberProperties.Role) == role && snapshot.Number(MemberProperties.Term) == term;
        });
    }

    private static WebApplication Serve(int port, Func<LeadershipReport> says)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapGet("/internal/leader", () => says());
        return app;
    }
}
