using Distribution.Drills.Faults;
using Distribution.Machine.State;
using Distribution.Machine.Tools;

namespace Distribution.Drills.Targets.Local.Means;

/// <summary>
/// Steps one process's wall clock by libfaketime, which has to be with it from its start: the member is restarted with a right clock that can be set, and only then, while it serves, the clock is stepped. In the end the clock is
/// stepped back, and after a while the member is restarted without the library.
/// </summary>
internal sealed class ClockMeans(ITarget target, StateFolder folder) : ILocalMeans
{
    private const string Right = "+0";
    private const string Ahead = "+2h";

    /// <summary>2 s: the library reads its file once a second, and what is done with a clock that went back should be seen.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public IReadOnlyCollection<Injection> Injections => [Injection.StepClock, Injection.ResetClock];

    public string? Lack => ClockLibrary.TryFind() is null ? "a clock is stepped by libfaketime, which is not installed: apt-get update && apt-get install -y faketime" : null;

    public async Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        var file = folder.ClockFile(member.Name);
        if (injection == Injection.StepClock)
        {
            SharedFile.Write(file, Right);
            await target.RestartAsync(member, whileStopped: null, cancellationToken);
            SharedFile.Write(file, Ahead);
        }
        else if (File.Exists(file))
        {
            SharedFile.Write(file, Right);
            await Task.Delay(Settle, cancellationToken);
            File.Delete(file);
            await target.RestartAsync((await target.LookAsync(cancellationToken)).Find(member.Name) ?? member, whileStopped: null, cancellationToken);
        }
    }
}
