using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.Pipelines;

/// <summary>What a step works on.</summary>
public class PipelineStepContext
{
    private readonly IServiceProvider? services;

    /// <summary>The application's services.</summary>
    /// <exception cref="InvalidOperationException">No step runs.</exception>
    public IServiceProvider Services => services ?? throw new InvalidOperationException("This context was made outside of a pipeline: it has no services.");

    /// <summary>The resources.</summary>
    public DistributedApplicationModel Model => (DistributedApplicationModel)Services.GetService(typeof(DistributedApplicationModel))!;

    /// <summary>That the application is published, and in which form.</summary>
    public DistributedApplicationExecutionContext ExecutionContext => (DistributedApplicationExecutionContext)Services.GetService(typeof(DistributedApplicationExecutionContext))!;

    /// <summary>Where the step says what it does.</summary>
    public ILogger Logger { get; internal init; } = NullLogger.Instance;

    /// <summary>Ends the step.</summary>
    public CancellationToken CancellationToken { get; internal init; }

    internal IServiceProvider RunServices
    {
        init => services = value;
    }
}
