using System.Globalization;
using Distribution.Drills.Checkers;
using Distribution.Drills.Faults;
using Distribution.Drills.Histories;
using Distribution.Drills.Recovery;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;
using Distribution.Drills.Workloads;
using Npgsql;

namespace Distribution.Drills.Runs;

/// <summary>
/// Runs one scenario: whole → prepared → load → baseline → fault → (held) → undone → whole again → aftermath → load ends → final reads → checks → what was prepared is taken back.
/// </summary>
/// <remarks>
/// Whatever happens after the injection, a failure, a cancellation, the fault is undone before anything else; a drill never ends with a topology that it has broken. A topology that is not whole in the
/// beginning is not drilled.
/// </remarks>
/// <param name="scenario">The scenario.</param>
/// <param name="target">The topology.</param>
/// <param name="options">How.</param>
/// <param name="say">Is told what goes on.</param>
public sealed class Drill(Scenario scenario, ITarget target, DrillOptions options, Action<string> say)
{
    private readonly Scenario _scenario = scenario.On(target);

    private string? _lack;

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Ends it; the fault is undone first.</param>
    /// <exception cref="TargetException">The target could not be drilled; what was done to it has been undone.</exception>
    public async Task<DrillResult> RunAsync(CancellationToken cancellationToken)
    {
        if (_scenario.WhyNotOn(target) is { } lack)
        {
            throw new TargetException($"{_scenario.Name} is not applicable to {target.Name}: {lack}");
        }

        if (await target.LackAfterAsync(options.Patience, cancellationToken) is { } missing)
        {
            throw new TargetException($"{target.Name} is not whole: {missing}. A drill starts from full redundancy.");
        }

        try
        {
            foreach (var fault in _scenario.Faults)
            {
                await fault.PrepareAsync(target, cancellationToken);
            }

            return await UnderLoadAsync(cancellationToken);
        }
        finally
        {
            foreach (var fault in _scenario.Faults)
            {
                await fault.TakeBackAsync(target, CancellationToken.None);
            }
        }
    }

    private async Task<DrillResult> UnderLoadAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetUtcNow();
        await using var recorder = new HistoryRecorder(options.HistoryFile);
        var context = new WorkloadContext(target, recorder, Guid.NewGuid().ToString("N")[..8], options.Seed) { Load = options.Load, RampUp = options.RampUp };
        var workloads = _scenario.Workloads();
        foreach (var workload in workloads)
        {
            await AskAsync(workload, workload.PrepareAsync, context, $"does not take the load of {_scenario.Name}, before anything was done to it", cancellationToken);
        }

        using var load = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = workloads.Select(workload => workload.RunAsync(context, load.Token)).ToArray();
        TimeSpan? restored;
        try
        {
            await SteadyAsync(recorder, cancellationToken);
            restored = await BreakAsync(recorder, cancellationToken);
            await Task.Delay(options.Aftermath, cancellationToken);
        }
        finally
        {
            recorder.Mark(MarkKind.Ended, target.Name, "the load has ended");
            await load.CancelAsync();
            await Task.WhenAll(running);
        }

        foreach (var workload in workloads)
        {
            await AskAsync(workload, workload.FinishAsync, context, $"does not tell what is there after {_scenario.Name}", cancellationToken);
        }

        var phases = await target.PhasesAsync(started, cancellationToken);
        return Judge(started, workloads, recorder.Snapshot(), restored, phases);
    }

    private async Task AskAsync(IWorkload workload, Func<WorkloadContext, CancellationToken, Task> step, WorkloadContext context, string otherwise, CancellationToken cancellationToken)
    {
        try
        {
            await step(context, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or NpgsqlException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new TargetException($"{target.Name} {otherwise}: {workload.Name}: {failure.Message}", failure);
        }
    }

    // A fault that is injected into a load that fails by itself would be blamed for it.
    private async Task SteadyAsync(HistoryRecorder recorder, CancellationToken cancellationToken)
    {
        await Task.Delay(options.RampUp + options.Baseline, cancellationToken);
        while (recorder.Snapshot().Operations.Count(operation => IsUnsteady(operation, recorder.Elapsed)) is var unsteady and > 0)
        {
            if (recorder.Elapsed > options.RampUp + options.WarmUp)
            {
                throw new TargetException($"{target.Name} does not carry the load of {_scenario.Name} without a failure, before anything was done to it: the machine is busy, or too small. Try again, or with less load (--load {(options.Load / 2).ToString("0.##", CultureInfo.InvariantCulture)}).");
            }

            say($"waiting for the load to run steadily ({unsteady} operations of the last {options.Baseline.TotalSeconds:0} s failed or are late)");
            await Task.Delay(options.Baseline, cancellationToken);
        }

        recorder.Mark(MarkKind.Steady, target.Name, "the load runs steadily");
    }

    // One that is a second late is on its way to fail; a register that held another value was answered.
    private bool IsUnsteady(Operation operation, TimeSpan now) => operation.Completed is { } completed
        ? completed > now - options.Baseline && operation.Outcome == Outcome.Unknown
        : now - operation.Invoked is var pending && pending > TimeSpan.FromSeconds(1) && pending < options.Baseline * 2;

    // Each fault meets a topology that is whole again: what holds while one node of a kind is missing is what is promised.
    private async Task<TimeSpan?> BreakAsync(HistoryRecorder recorder, CancellationToken cancellationToken)
    {
        var (began, longest) = (recorder.Elapsed, TimeSpan.Zero);
        foreach (var fault in _scenario.Faults.TakeWhile(_ => recorder.Elapsed - began < _scenario.For))
        {
            var since = recorder.Elapsed;
            say(fault.Description);
            recorder.Mark(MarkKind.Injected, _scenario.Name, fault.Description);
            var injected = await fault.InjectAsync(target, CancellationToken.None);
            try
            {
                await Task.Delay(injected.HoldFor, cancellationToken);
            }
            finally
            {
                await injected.UndoAsync(CancellationToken.None);
                recorder.Mark(MarkKind.Undone, _scenario.Name, fault.Description);
            }

            await TakenAsync(injected, cancellationToken);
            if (!await WholeAsync(recorder, cancellationToken))
            {
                return null;
            }

            longest = recorder.Elapsed - since > longest ? recorder.Elapsed - since : longest;
        }

        return longest;
    }

    // A kill shows as another instance or as none; without either the fault did not take, and a green drill would be a lie.
    private async Task TakenAsync(InjectedFault injected, CancellationToken cancellationToken)
    {
        if (injected.HoldFor > TimeSpan.Zero)
        {
            return;
        }

        var deadline = TimeProvider.System.GetTimestamp();
        foreach (var victim in injected.Victims)
        {
            while ((await target.LookAsync(cancellationToken)).Find(victim.Name)?.Instance == victim.Instance)
            {
                if (TimeProvider.System.GetElapsedTime(deadline) > options.Patience)
                {
                    throw new TargetException($"The fault did not take: {victim.Name} still runs as {victim.Instance}.");
                }

                await Task.Delay(target.LookPause, cancellationToken);
            }
        }
    }

    private async Task<bool> WholeAsync(HistoryRecorder recorder, CancellationToken cancellationToken)
    {
        say("waiting for full redundancy");
        _lack = await target.LackAfterAsync(options.Patience, cancellationToken);
        if (_lack is not null)
        {
            return false;
        }

        recorder.Mark(MarkKind.Restored, target.Name, "full redundancy");
        return true;
    }

    private DrillResult Judge(DateTimeOffset started, IReadOnlyList<IWorkload> workloads, History history, TimeSpan? restored, IReadOnlyList<Phase> phases)
    {
        var judged = history.Judged(options.Baseline);
        var checks = workloads.SelectMany(workload => workload.Checkers).Select(checker => checker.Check(history))
            .Concat(_scenario.Expectations.SelectMany(expectation => new IChecker[]
            {
                new OutageChecker(expectation.Workload, expectation.Outage),
                new FailedRequestsChecker(expectation.Workload, expectation.MostFailures, target.LongestAnswer),
            }).Select(checker => checker.Check(judged)))
            .Append(CheckResult.Of("redundancy", restored is { } time ? $"back after {time.TotalSeconds:0.0} s" : "not back", restored is null ? [$"{target.Name} was not whole again within {options.Patience.TotalSeconds:0} s: {_lack}"] : []))
            .ToList();
        var outages = workloads.Select(workload => Outage.Measure(judged, workload.Name, Outage.UsualGap(judged, workload.Name))).OfType<Outage>().ToList();
        return new(_scenario, target.Name, started, options.Seed, checks.Max(check => check.Verdict), checks, outages, restored, phases, history)
        {
            Load = options.Load,
            Levels = [.. workloads.Select(workload => ServiceLevel.Of(judged, workload.Name)).Where(level => level.Operations > 0)],
        };
    }
}
