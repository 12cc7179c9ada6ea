using Distribution.Drills.Faults;
using Distribution.Machine.Control;

namespace Distribution.Drills.Targets.Local.Means;

/// <summary>The commands that the AppHost has on each member.</summary>
internal sealed class CommandMeans(ControlClient control) : ILocalMeans
{
    private static readonly IReadOnlyDictionary<Injection, string> Commands = new Dictionary<Injection, string>
    {
        [Injection.Kill] = "kill",
        [Injection.LoseZone] = "kill",
        [Injection.Freeze] = "pause",
        [Injection.Thaw] = "resume",
        [Injection.Stop] = "resource-stop",
        [Injection.Start] = "resource-start",
    };

    public IReadOnlyCollection<Injection> Injections => [.. Commands.Keys];

    public string? Lack => null;

    public async Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        var outcome = await control.ExecuteAsync(member.Name, Commands[injection], cancellationToken);
        if (!outcome.Success)
        {
            throw new TargetException($"{injection} of {member.Name} failed: {outcome.Message ?? "no reason was given"}");
        }
    }
}
