using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;

namespace Distribution.Cli.Drills;

/// <summary>Which scenarios somebody asked for.</summary>
/// <param name="IsGroup">Whether they are several by one name: what is not applicable is then left out.</param>
/// <param name="Of">Them, on a target, with a seed.</param>
internal sealed record DrillChoice(bool IsGroup, Func<ITarget, int, IReadOnlyList<Scenario>> Of)
{
    /// <summary>Every scenario.</summary>
    public const string All = "all";

    /// <summary>Those that a change has to pass.</summary>
    public const string Ci = "ci";

    /// <summary>Reads a name.</summary>
    /// <param name="name">A scenario's, a group's, or <see cref="RandomScenario.Name"/>.</param>
    /// <param name="duration">Of a random schedule.</param>
    /// <exception cref="CliException">There is none of that name.</exception>
    public static DrillChoice Parse(string? name, TimeSpan duration) => name switch
    {
        null => throw new CliException("drill: give a scenario's name, ci, all or random; ./distribution drill --list shows them.", ExitCodes.UnknownOrUsage),
        All => new(true, (_, _) => ScenarioCatalog.All),
        Ci => new(true, (_, _) => ScenarioCatalog.Ci),
        RandomScenario.Name => new(false, (target, seed) => [RandomScenario.Draw(target, seed, duration, ScenarioCatalog.All)]),
        _ when ScenarioCatalog.Find(name) is { } one => new(false, (_, _) => [one]),
        _ => throw new CliException($"drill: '{name}' is not a scenario; they are {string.Join(", ", ScenarioCatalog.All.Select(scenario => scenario.Name))}, {RandomScenario.Name}, and {Ci} and {All} for several.", ExitCodes.UnknownOrUsage),
    };
}
