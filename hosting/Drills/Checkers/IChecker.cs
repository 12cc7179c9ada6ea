using Distribution.Drills.Histories;

namespace Distribution.Drills.Checkers;

/// <summary>Looks for one kind of wrong in a history.</summary>
public interface IChecker
{
    /// <summary>What it looks for, in a word or two.</summary>
    string Name { get; }

    /// <summary>Looks.</summary>
    /// <param name="history">What was done and seen.</param>
    CheckResult Check(History history);
}
