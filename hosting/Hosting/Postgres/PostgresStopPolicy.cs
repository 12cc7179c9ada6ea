using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Postgres;

/// <summary>Stops a server by SIGINT, the fast shutdown: SIGTERM would wait for every client to leave.</summary>
internal sealed class PostgresStopPolicy : IResourceAnnotation, IStopPolicy
{
    public SignalKind Signal => SignalKind.Interrupt;

    /// <summary>Room for the shutdown checkpoint of a busy laptop; a server that is killed instead recovers when it starts.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(5);
}
