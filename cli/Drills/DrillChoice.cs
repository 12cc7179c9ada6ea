using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;

namespace Distribution.Cli.Drills;

/// <summary>Which scenarios somebody asked for.</summary>
/// <param name="LeavesOut">Whether what is not applicable is left out: of those that were not named one by one.</param>
/// <param name="Of">Them, on a target, with a seed.</param>
internal sealed record DrillChoice(bool LeavesOut, Func<ITarget, int, IReadOnlyList<Scenario>> Of)
{
    /// <summary>Every scenario.</summary>
    public const string All = "all";

    /// <summary>Those that a change has to pass.</summary>
    public const string Ci = "ci";

    /// <summary>Reads names.</summary>
    /// <param name="names">Scenarios', in the order in which they are run; or a group's, or <see cref="RandomScenario.Name"/>.</param>
    /// <param name="duration">Of a random schedule.</param>
    /// <exception cref="CliException">There is none of such a name, or no name.</exception>
    public static DrillChoice Parse(IReadOnlyList<string> names, TimeSpan duration)
    {
        if (names.Count == 0)
        {
            throw new CliException("drill: give a scenario's name, ci, all or random; ./distribution drill --list shows them.", ExitCodes.UnknownOrUsage);
        }

        var choices = names.Distinct(StringComparer.Ordinal).Select(name => Parse(name, duration)).ToArray();
        return new(choices.Any(choice => choice.LeavesOut), (target, seed) => [.. choices.SelectMany(choice => choice.Of(target, seed))]);
    }

    private static DrillChoice Parse(string name, TimeSpan duration) => name switch
    {
        All => new(true, (_, _) => ScenarioCatalog.All),
        Ci => new(true, (_, _) => ScenarioCatalog.Ci),
        RandomScenario.Name => new(false, (target, seed) => [RandomScenario.Draw(target, seed, duration, ScenarioCatalog.All)]),
        _ when ScenarioCatalog.Find(name) is { } one => new(false, (_, _) => [one]),
        _ => throw new CliException($"drill: '{name}' is not a scenario; they are {string.Join(", ", ScenarioCatalog.All.Select(scenario => scenario.Name))}, {RandomScenario.Name}, and {Ci} and {All} for several.", ExitCodes.UnknownOrUsage),
    };
}
