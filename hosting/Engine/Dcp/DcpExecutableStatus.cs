using System.Text.Json.Serialization;

namespace Distribution.Engine.Dcp;

/// <param name="State">Empty at first, then one of <see cref="DcpState"/>.</param>
/// <param name="Pid">The process, once it was started.</param>
/// <param name="ExitCode">Of a finished process; -1 when a signal ended it.</param>
/// <param name="StartupTimestamp">When it was started.</param>
/// <param name="FinishTimestamp">When it ended.</param>
/// <param name="StdOutFile">Where DCP writes what it prints, see <see cref="DcpOutputLine"/>.</param>
/// <param name="StdErrFile">The same of its error output.</param>
internal sealed record DcpExecutableStatus(
    string? State, int? Pid, int? ExitCode, DateTimeOffset? StartupTimestamp, DateTimeOffset? FinishTimestamp, string? StdOutFile, string? StdErrFile)
{
    [JsonIgnore]
    public bool HasEnded => State is DcpState.Finished or DcpState.Terminated or DcpState.FailedToStart;
}
