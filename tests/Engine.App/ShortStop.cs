using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Processes;

namespace Distribution.Engine.App;

/// <summary>A second: for what is known to ignore SIGTERM.</summary>
internal sealed class ShortStop : IResourceAnnotation, IStopPolicy
{
    public SignalKind Signal => SignalKind.Term;

    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(1);
}
