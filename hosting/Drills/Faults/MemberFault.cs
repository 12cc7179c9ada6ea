using Distribution.Drills.Targets;

namespace Distribution.Drills.Faults;

/// <summary>Does one thing to each victim at once, and in the end another that takes it back. A victim that was replaced meanwhile is left alone.</summary>
public sealed class MemberFault : IFault
{
    private readonly Victims _victims;
    private readonly Injection _injection;
    private readonly Injection? _undo;
    private readonly TimeSpan _holdFor;

    private MemberFault(string verb, Victims victims, Injection injection, Injection? undo = null, TimeSpan holdFor = default)
    {
        (_victims, _injection, _undo, _holdFor) = (victims, injection, undo, holdFor);
        Description = $"{verb} {victims.Description}{(holdFor > TimeSpan.Zero ? $" for {holdFor.TotalSeconds:0} s" : "")}";
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Injection> Needs => _undo is { } undo ? [_injection, undo] : [_injection];

    /// <summary>SIGKILL; whoever looks after the victims starts them again.</summary>
    /// <param name="victims">Whom.</param>
    public static MemberFault Kill(Victims victims) => new("kill", victims, Injection.Kill);

    /// <summary>SIGSTOP, and SIGCONT after a time: the victims then act as if no time had passed.</summary>
    /// <param name="victims">Whom.</param>
    /// <param name="holdFor">How long they stay frozen, unless somebody replaces them before.</param>
    public static MemberFault Freeze(Victims victims, TimeSpan holdFor) => new("freeze", victims, Injection.Freeze, Injection.Thaw, holdFor);

    /// <summary>A graceful stop, and a start after a time.</summary>
    /// <param name="victims">Whom.</param>
    /// <param name="holdFor">How long they stay stopped.</param>
    public static MemberFault Stop(Victims victims, TimeSpan holdFor) => new("stop", victims, Injection.Stop, Injection.Start, holdFor);

    /// <summary>A wall clock two hours ahead, and right again after a time: what is timed by it is suddenly over, and then not yet.</summary>
    /// <param name="victims">Whose.</param>
    /// <param name="holdFor">How long.</param>
    public static MemberFault StepClock(Victims victims, TimeSpan holdFor) => new("set two hours ahead the clock of", victims, Injection.StepClock, Injection.ResetClock, holdFor);

    /// <summary>A disk that does only a few writes a second, for a time.</summary>
    /// <param name="victims">Whose.</param>
    /// <param name="holdFor">How long.</param>
    public static MemberFault SlowDisk(Victims victims, TimeSpan holdFor) => new("slow the disk of", victims, Injection.SlowDisk, Injection.UnslowDisk, holdFor);

    /// <inheritdoc/>
    public async Task<InjectedFault> InjectAsync(ITarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var members = await _victims.FindAsync(target, cancellationToken);
        try
        {
            await Task.WhenAll(members.Select(member => target.InjectAsync(member, _injection, cancellationToken)));
        }
        catch
        {
            await UndoAsync(target, members, CancellationToken.None);
            throw;
        }

        return new(members, _holdFor, token => UndoAsync(target, members, token));
    }

    private async Task UndoAsync(ITarget target, IReadOnlyList<Member> members, CancellationToken cancellationToken)
    {
        if (_undo is not { } undo)
        {
            return;
        }

        var now = await target.LookAsync(cancellationToken);
        foreach (var member in members.Where(member => IsStill(undo, now.Find(member.Name), member)))
        {
            await target.InjectAsync(member, undo, cancellationToken);
        }
    }

    // What is frozen keeps its instance, what was stopped has none: any other was started anew by somebody else.
    private static bool IsStill(Injection undo, Member? now, Member then) => undo switch
    {
        Injection.Thaw => now?.Instance == then.Instance,
        Injection.Start => now?.Instance is null,
        _ => true,
    };
}
