using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Processes;

namespace Distribution.Engine.Orchestration;

/// <summary>How a resource is stopped.</summary>
internal sealed record StopPolicy(SignalKind Signal, TimeSpan Deadline) : IStopPolicy
{
    public static readonly StopPolicy Default = new(SignalKind.Term, OrchestrationDefaults.StopDeadline);

    /// <summary>What the resource's last annotation that is an <see cref="IStopPolicy"/> says.</summary>
    public static IStopPolicy Of(IResource resource) => resource.Annotations.OfType<IStopPolicy>().LastOrDefault() ?? Default;
}
