using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

/// <summary>The steps of an application, and the run of the one that the command line asks for, after all that it depends on.</summary>
internal sealed class Pipeline : IDistributedApplicationPipeline
{
    private const string StepKey = "step";

    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal)
    {
        [WellKnownPipelineSteps.Publish] = new(_ => Task.CompletedTask, []),
        [$"{WellKnownPipelineSteps.Publish}-{ManifestWriter.Publisher}"] = new(context => context.Services.GetRequiredService<ManifestWriter>().WriteAsync(context.CancellationToken), []),
    };

    public void AddStep(string name, Func<PipelineStepContext, Task> action, object? dependsOn = null, object? requiredBy = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(action);
        if (!_steps.TryAdd(name, new(action, [.. Names(dependsOn)])))
        {
            throw new InvalidOperationException($"The pipeline has a step '{name}' already: give it another name.");
        }

        foreach (var other in Names(requiredBy))
        {
            Find(other).After.Add(name);
        }
    }

    /// <summary>Runs the step of <c>--step NAME</c>, of <c>--publisher NAME</c> (publish-NAME), or all that publish.</summary>
    /// <exception cref="DistributedApplicationException">There is no such step, or it failed.</exception>
    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var chosen = configuration[StepKey] ?? (configuration[Operation.PublisherKey] is { Length: > 0 } publisher ? $"{WellKnownPipelineSteps.Publish}-{publisher}" : WellKnownPipelineSteps.Publish);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger<Pipeline>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        await RunAsync(chosen, new() { RunServices = services, Logger = logger, CancellationToken = cancellationToken }, done);
    }

    private async Task RunAsync(string name, PipelineStepContext context, HashSet<string> done)
    {
        if (!done.Add(name))
        {
            return;
        }

        var step = Find(name);
        foreach (var earlier in step.After)
        {
            await RunAsync(earlier, context, done);
        }

        await step.Action(context);
    }

    private Step Find(string name) => _steps.TryGetValue(name, out var step)
        ? step
        : throw new DistributedApplicationException($"There is no step '{name}': there are {string.Join(", ", _steps.Keys.Order(StringComparer.Ordinal))}.");

    private static IEnumerable<string> Names(object? names) => names switch
    {
        null => [],
        string one => [one],
        IEnumerable<string> several => several,
        _ => throw new ArgumentException($"A step is named by text, not by a {names.GetType().Name}.", nameof(names)),
    };

    private sealed record Step(Func<PipelineStepContext, Task> Action, List<string> After);
}
