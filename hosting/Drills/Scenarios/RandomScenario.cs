using Distribution.Drills.Faults;
using Distribution.Drills.Targets;
using Distribution.Drills.Workloads;

namespace Distribution.Drills.Scenarios;

/// <summary>
/// A schedule of faults drawn by chance from the catalogue's: one at a time, or two of different kinds of nodes, each from full redundancy. What is promised while at most one node of a kind is missing must hold through all of it.
/// The same seed draws the same schedule from the same catalogue on a target that can do the same.
/// </summary>
public static class RandomScenario
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "random";

    /// <summary>2 min when nothing else was said: a dozen faults.</summary>
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(2);

    /// <summary>2 s is the least that a fault and the return of redundancy take: more are never drawn than can be needed.</summary>
    private static readonly TimeSpan LeastStep = TimeSpan.FromSeconds(2);

    /// <summary>25, half of what a workload does alone: all of them work at once, and what is looked for is what goes wrong, not how much goes through.</summary>
    private const int PerSecond = 25;

    /// <summary>One step in three has two faults: enough to meet each pair of kinds in ten minutes, while most tell plainly what did it.</summary>
    private const double Pairs = 1 / 3.0;

    /// <summary>Draws a schedule.</summary>
    /// <param name="target">Only what is applicable to it is drawn.</param>
    /// <param name="seed">Of the choices.</param>
    /// <param name="duration">No fault begins later than this after the first.</param>
    /// <param name="catalog">What is drawn from; the scenarios that have a <see cref="Scenario.Kind"/>.</param>
    public static Scenario Draw(ITarget target, int seed, TimeSpan duration, IEnumerable<Scenario> catalog)
    {
        ArgumentNullException.ThrowIfNull(target);
        var random = new Random(seed);
        var choices = catalog.Where(scenario => scenario.Kind is not null && scenario.WhyNotOn(target) is null).ToList();
        var faults = Enumerable.Range(0, (int)(duration / LeastStep) + 1).Select(_ => Step(random, choices)).ToList();
        return new(Name, "Whatever happens, in any order: nothing acknowledged is lost or done twice, and everything comes back.", faults, Load, Promises) { For = duration };
    }

    private static IFault Step(Random random, List<Scenario> choices)
    {
        var first = Pick(random, choices);
        var others = choices.Where(other => other.Kind != first.Kind).ToList();
        return random.NextDouble() < Pairs && others.Count > 0 ? new TogetherFault([.. first.Faults, .. Pick(random, others).Faults]) : first.Faults[0];
    }

    private static Scenario Pick(Random random, List<Scenario> choices) => choices[random.Next(choices.Count)];

    private static IReadOnlyList<IWorkload> Load()
    {
        var requests = new RequestsWorkload(PerSecond * 2);
        return [requests, new AuditWorkload(requests), new JobsWorkload(PerSecond), new RegistersWorkload(PerSecond), new ValkeyWorkload(PerSecond), new LeadershipWorkload()];
    }

    private static IReadOnlyList<Expectation> Promises =>
    [
        .. new[] { "requests", "jobs", "registers", "valkey", "leadership" }.Select(workload => new Expectation(workload, Budgets.Random, MostFailures: null)),
    ];
}
