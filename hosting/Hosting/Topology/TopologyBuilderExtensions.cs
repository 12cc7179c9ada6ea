using System.Runtime.CompilerServices;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Control;
using Distribution.Hosting.Members;
using Distribution.Hosting.Network;
using Distribution.Hosting.Restart;
using Distribution.Hosting.Topology;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Makes an application a topology of this machine.</summary>
public static class TopologyBuilderExtensions
{
    private static readonly ConditionalWeakTable<IDistributedApplicationBuilder, TopologyContext> Contexts = [];

    /// <summary>
    /// Gives the application a name, a state folder that it holds while it runs, the commands <c>kill</c>, <c>pause</c> and <c>resume</c> on every
    /// process, restart of what crashes, and the control channel of the command line. Call it first: an error from here on is one line on
    /// stderr and exit code 1, or 2 when a setting is wrong.
    /// </summary>
    /// <param name="builder">The application. Its configuration keys <c>name</c>, <c>state</c>, <c>ports</c> (fixed or random) and <c>attached</c> are read.</param>
    /// <exception cref="TopologyConfigurationException">A setting cannot be used.</exception>
    public static IDistributedApplicationBuilder AddTopology(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ExpectedFailures.SayInOneLine();
        builder.Topology();
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.AddMemberCommands();
            builder.AddMemberClocks();
            builder.AddRestartPolicy();
            builder.AddControlChannel();
            builder.AddAttachment();
            if (builder.Topology().Network == NetworkMode.Relayed)
            {
                builder.AddRelay();
            }
        }

        return builder;
    }

    /// <summary>The topology that is being described, for those who add to it; with the default settings also where <see cref="AddTopology"/> was not called.</summary>
    /// <param name="builder">The application.</param>
    /// <exception cref="TopologyConfigurationException">A setting cannot be used.</exception>
    public static TopologyContext Topology(this IDistributedApplicationBuilder builder) => Contexts.GetValue(builder, Create);

    private static TopologyContext Create(IDistributedApplicationBuilder builder)
    {
        var topology = new TopologyContext(builder.Configuration, builder.ExecutionContext.IsRunMode);

        // Made by the container, because it disposes only what it makes.
        builder.Services.AddSingleton(_ => topology);
        builder.Services.AddSingleton<TopologyHold>();
        if (topology.IsRunMode)
        {
            builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
            {
                starting.Services.GetRequiredService<TopologyContext>();
                starting.Services.GetRequiredService<TopologyHold>().Take();
                return Task.CompletedTask;
            });
        }

        return topology;
    }
}
