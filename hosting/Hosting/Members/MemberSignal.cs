using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Processes;

namespace Distribution.Hosting.Members;

/// <summary>A command that sends a signal to a member's process and to what it started.</summary>
internal sealed record MemberSignal(string Name, string DisplayName, string Description, string Confirmation, string Icon, SignalKind Kind)
{
    public static readonly IReadOnlyList<MemberSignal> All =
    [
        new("kill", "Kill", "SIGKILL: as when the process crashes", "Kill {0} at once? It comes back as it does after a crash.", "Flash", SignalKind.Kill),
        new("pause", "Pause", "SIGSTOP: as when the machine hangs", "Freeze {0}? It keeps its connections and answers nothing until resumed.", "Pause", SignalKind.Stop),
        new("resume", "Resume", "SIGCONT: let a frozen process go on", "Let {0} go on?", "Play", SignalKind.Continue),
    ];

    /// <summary>Sends the signal to the resource's process.</summary>
    public ExecuteCommandResult Send(string resource, ResourceNotificationService notifications)
    {
        if (!notifications.TryGetCurrentState(resource, out var current) || current.Snapshot.Pid() is not { } pid)
        {
            return CommandResults.Failure($"{Name}: {resource} has no running process.");
        }

        var reached = MemberProcess.Tree(pid).ToList().FindAll(member => Signal.Send(member, Kind));
        return reached.Count > 0
            ? CommandResults.Success($"{resource}: {Kind} sent to pid {pid}{(reached.Count > 1 ? $" and {reached.Count - 1} of its children" : "")}")
            : CommandResults.Failure($"{Name}: the process of {resource}, pid {pid}, is gone.");
    }
}
