using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

/// <summary>The environment variables and arguments with which a resource is started, all values known.</summary>
/// <param name="Environment">Name and value, in the order in which the names were first set.</param>
/// <param name="Arguments">The arguments in order.</param>
internal sealed record ExecutionConfiguration(IReadOnlyList<KeyValuePair<string, string>> Environment, IReadOnlyList<ExecutionArgument> Arguments)
{
    /// <summary>Runs the resource's callbacks and waits for all values, which may be the address of an endpoint or a secret.</summary>
    /// <exception cref="DistributedApplicationException">A callback or a value failed; the message names the variable or the argument.</exception>
    public static async Task<ExecutionConfiguration> GatherAsync(IResource resource, DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
    {
        var variables = await VariablesAsync(resource, executionContext, logger, cancellationToken);
        var arguments = await ArgumentsAsync(resource, executionContext, logger, cancellationToken);
        var context = new ValueProviderContext { Caller = resource, ExecutionContext = executionContext, Network = KnownNetworkIdentifiers.LocalhostNetwork };

        var environment = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in variables)
        {
            environment.Add(new(name, await TextAsync(value, context, $"variable '{name}'", cancellationToken) ?? string.Empty));
        }

        var texts = new List<ExecutionArgument>();
        foreach (var value in arguments)
        {
            if (await TextAsync(value, context, $"argument {texts.Count + 1}", cancellationToken) is { } text)
            {
                texts.Add(new ExecutionArgument(text, Secrets.IsIn(value)));
            }
        }

        return new ExecutionConfiguration(environment, texts);
    }

    private static async Task<Dictionary<string, object>> VariablesAsync(IResource resource, DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, [], cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await Guarded(() => annotation.Callback(context), resource, "its environment");
        }

        return context.EnvironmentVariables;
    }

    private static async Task<IList<object>> ArgumentsAsync(IResource resource, DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = executionContext, Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await Guarded(() => annotation.Callback(context), resource, "its arguments");
        }

        return context.Args;
    }

    private static async Task<string?> TextAsync(object value, ValueProviderContext context, string what, CancellationToken cancellationToken)
    {
        string? text = null;
        await Guarded(async () => text = await ValueText.OfAsync(value, context, cancellationToken), context.Caller!, what);
        return text;
    }

    private static async Task Guarded(Func<Task> gather, IResource resource, string what)
    {
        try
        {
            await gather();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new DistributedApplicationException($"Resource '{resource.Name}' cannot be started: {what} has no value. {error.Message}", error);
        }
    }
}
