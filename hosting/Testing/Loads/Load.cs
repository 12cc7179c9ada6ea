using Distribution.Drills.Checkers;
using Distribution.Drills.Histories;
using Distribution.Drills.Recovery;
using Distribution.Drills.Reports;
using Distribution.Drills.Runs;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;
using Distribution.Drills.Workloads;
using Distribution.Testing.Hosts;

namespace Distribution.Testing.Loads;

/// <summary>Workloads that run while a test does something to their topology, and what they have recorded.</summary>
public sealed class Load : IAsyncDisposable
{
    private const int Seed = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly TopologyFolder _folder;
    private readonly ITarget _target;
    private readonly IReadOnlyList<IWorkload> _workloads;
    private readonly string _place;
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();
    private readonly HistoryRecorder _recorder;
    private readonly WorkloadContext _context;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    private Load(TopologyFolder folder, ITarget target, IReadOnlyList<IWorkload> workloads)
    {
        (_folder, _target, _workloads) = (folder, target, workloads);
        var run = Guid.NewGuid().ToString("N")[..8];
        _place = folder.New("reports", run);
        Directory.CreateDirectory(_place);
        _recorder = new HistoryRecorder(Path.Combine(_place, Report.History));
        _context = new(target, _recorder, run, Seed);
    }

    /// <summary>What was done and seen so far.</summary>
    public History History => _recorder.Snapshot();

    /// <summary>Waits until so many more operations are acknowledged: before a fault, to know that the load runs; after it, to know that it runs again.</summary>
    /// <param name="count">How many.</param>
    /// <param name="within">How long it may take; null for <see cref="TopologyOptions.DefaultPatience"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TopologyException">They are not in time.</exception>
    public async Task AcknowledgesAsync(int count, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        var (patience, since, before) = (within ?? TopologyOptions.DefaultPatience, _recorder.Elapsed, Acknowledged());
        while (Acknowledged() - before < count)
        {
            if (_recorder.Elapsed - since > patience)
            {
                throw Failure($"Only {Acknowledged() - before} of {count} operations were acknowledged within {patience.TotalSeconds:0} s; the last failure: {History.Operations.LastOrDefault(operation => operation.Error is not null)?.Error ?? "none"}.");
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }

    /// <summary>Ends the workloads, has them read what is there, and judges all of it by the workloads' own checkers and more.</summary>
    /// <param name="more">Checkers of the test's own, for example an <see cref="OutageChecker"/> with the longest outage that is acceptable.</param>
    /// <returns>What each has found.</returns>
    /// <exception cref="TopologyException">Something is wrong, or could not be told: the message lists the findings, and where the history and the reports are.</exception>
    public async Task<IReadOnlyList<CheckResult>> CheckAsync(params IReadOnlyList<IChecker> more)
    {
        var checks = await JudgeAsync(more);
        var wrong = checks.Where(check => check.Verdict != Verdict.Pass).ToList();
        return wrong.Count == 0 ? checks : throw Failure(string.Join('\n', wrong.Select(Describe)));
    }

    /// <summary>As <see cref="CheckAsync"/>, for a test that looks at the verdicts itself.</summary>
    /// <exception cref="TopologyException">A workload could not read what is there.</exception>
    public async Task<IReadOnlyList<CheckResult>> JudgeAsync(params IReadOnlyList<IChecker> more)
    {
        await StopAsync();
        foreach (var workload in _workloads)
        {
            try
            {
                await workload.FinishAsync(_context, CancellationToken.None);
            }
            catch (Exception failure)
            {
                throw Failure($"What {workload.Name} left behind could not be read: {failure.Message}", failure);
            }
        }

        var history = History;
        List<CheckResult> checks = [.. _workloads.SelectMany(workload => workload.Checkers).Concat(more).Select(checker => checker.Check(history))];
        await Report.WriteAsync(await ResultAsync(history, checks), _place);
        return checks;
    }

    /// <summary>Ends the workloads.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _recorder.DisposeAsync();
    }

    internal static async Task<Load> StartAsync(TopologyFolder folder, ITarget target, IReadOnlyList<IWorkload> workloads)
    {
        var load = new Load(folder, target, workloads);
        foreach (var workload in workloads)
        {
            await workload.PrepareAsync(load._context, CancellationToken.None);
        }

        load._running = Task.WhenAll(workloads.Select(workload => workload.RunAsync(load._context, load._stop.Token)));
        return load;
    }

    internal void Injected(string what) => _recorder.Mark(MarkKind.Injected, _target.Name, what);

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    private int Acknowledged() => History.Operations.Count(operation => operation.Outcome == Outcome.Ok);

    private async Task<DrillResult> ResultAsync(History history, List<CheckResult> checks)
    {
        var first = _workloads[0].Name;
        var outages = _workloads.Select(workload => Outage.Measure(history, workload.Name, Outage.UsualGap(history, workload.Name))).OfType<Outage>().ToList();
        var scenario = new Scenario("test", "What a test did to a topology of its own.", [], () => _workloads, [new(first, outages.FirstOrDefault(outage => outage.Workload == first)?.LongestGap ?? TimeSpan.Zero, MostFailures: null)]);
        return new(scenario, _target.Name, _started, Seed, checks.Select(check => check.Verdict).DefaultIfEmpty(Verdict.Unknown).Max(), checks, outages, null, await _target.PhasesAsync(_started, CancellationToken.None), history);
    }

    private static string Describe(CheckResult check) => $"{VerdictText.Of(check.Verdict)} {check.Checker}: {check.Summary}{string.Concat(check.Findings.Select(finding => $"\n  {finding}"))}";

    private TopologyException Failure(string message, Exception? inner = null)
    {
        _folder.KeepIt();
        return new(message, _folder.Path, inner);
    }
}
