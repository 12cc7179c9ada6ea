using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Network;

internal static class RelayRegistration
{
    private const string Program = "Distribution.Relay";
    private const string Check = "relay-answers";

    /// <summary>4 MiB, in hexadecimal: the default is the size of the processor's cache, and most of that would be dead connections.</summary>
    private const string Gen0Size = "400000";

    /// <summary>Adds the relay, which everybody that it stands before waits for.</summary>
    public static void AddRelay(this IDistributedApplicationBuilder builder)
    {
        var topology = builder.Topology();
        var relay = new RelayResource(Path.Combine(AppContext.BaseDirectory, Program), Path.Combine(topology.StateFolder.Run, "relay.sock"));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(relay);
        builder.Services.AddSingleton<NetworkFaults>();
        builder.Services.AddHostedService(services => services.GetRequiredService<NetworkFaults>());
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(Check, services => new RelayHealthCheck(services.GetRequiredService<NetworkFaults>()), failureStatus: null, tags: null));

        // It passes on what it reads where it has read it: a hop to another thread for each piece would cost more than the piece.
        var added = builder.AddResource(relay)
            .WithArgs(context =>
            {
                context.Args.Add(relay.Socket);
                topology.Routes.ToList().ForEach(route => context.Args.Add($"{route.Key}={route.Value.Port}:{route.Value.TargetPort}"));
            })
            .WithEnvironment("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1")
            .WithEnvironment("DOTNET_gcServer", "0")
            .WithEnvironment("DOTNET_GCgen0size", Gen0Size)
            .WithHealthCheck(Check);
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            foreach (var member in starting.Model.Resources.OfType<IResourceWithWaitSupport>().Where(member => topology.Routes.ContainsKey(member.Name)))
            {
                NetworkCommands.Add(builder.CreateResourceBuilder(member).WaitFor(added));
            }

            return Task.CompletedTask;
        });
    }
}
