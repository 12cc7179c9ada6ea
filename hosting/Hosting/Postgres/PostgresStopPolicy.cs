using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Postgres;

/// <summary>Stops by SIGINT: for Postgres the fast shutdown, where SIGTERM would wait for every client to leave; for PgBouncer the one that lets running transactions end.</summary>
internal sealed class PostgresStopPolicy : IResourceAnnotation, IStopPolicy
{
    public SignalKind Signal => SignalKind.Interrupt;

    /// <summary>Room for the shutdown checkpoint of a busy laptop; a server that is killed instead recovers when it starts.</summary>
    public TimeSpan Deadline { get; } = TimeSpan.FromSeconds(5);
}
