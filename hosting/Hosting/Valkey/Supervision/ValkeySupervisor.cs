using Distribution.Hosting.Members;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Valkey;

/// <summary>Looks, decides by <see cref="FailoverRules"/>, acts, and looks again; and runs the two commands, during which it decides nothing else.</summary>
internal sealed class ValkeySupervisor(
    ClusterWatch watch,
    IMemberProcesses processes,
    IValkeyNodes nodes,
    ISentinels sentinels,
    IClusterRecords records,
    Wakeup wakeup,
    Action<ClusterView> publish,
    ILogger log,
    TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<string> _starting = new(StringComparer.Ordinal);
    private ClusterRecord? _record;
    private long? _replaced;
    private volatile ClusterView? _view;

    /// <summary>What was seen last; null before the first look.</summary>
    public ClusterView? View => _view;

    /// <summary>Supervises until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        string? failure = null;
        var glances = 0;
        while (!cancellation.IsCancellationRequested)
        {
            var acted = false;
            try
            {
                if (glances > 0 && await IsUnchangedAsync(cancellation))
                {
                    glances--;
                }
                else
                {
                    acted = await RoundAsync(cancellation);
                    glances = acted ? 0 : ValkeyClusterDefaults.GlancesPerLook;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (failure != e.Message)
                {
                    SupervisorLog.RoundFailed(log, e);
                }

                failure = e.Message;
                glances = 0;
            }

            var pause = acted || _view?.Primary.Report is null ? ValkeyClusterDefaults.CloseLookInterval : ValkeyClusterDefaults.LookInterval;
            glances = await wakeup.WaitAsync(pause, time, cancellation) ? 0 : glances;
        }
    }

    /// <summary>One look and what follows from it. Returns whether anything did.</summary>
    public Task<bool> RoundAsync(CancellationToken cancellation) => InTurnAsync(async () =>
    {
        var view = await LookAsync(cancellation);
        var actions = FailoverRules.Next(view);
        foreach (var action in actions)
        {
            await ActAsync(action, view, cancellation);
        }

        return actions.Count > 0;
    }, cancellation);

    /// <summary>As what a member that is being started is to start; waits until that is certain.</summary>
    /// <param name="member">The member.</param>
    /// <param name="waiting">Told what has to happen first, as often as that changes.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<StartRole> RoleForStartAsync(string member, Action<string> waiting, CancellationToken cancellation)
    {
        string? why = null;
        while (true)
        {
            var role = await InTurnAsync(async () => FailoverRules.RoleOf(await LookAsync(cancellation), member), cancellation);
            if (role is not StartRole.Wait wait)
            {
                return role;
            }

            if (wait.Why != why)
            {
                waiting(why = wait.Why);
            }

            await Task.Delay(ValkeyClusterDefaults.CloseLookInterval, time, cancellation);
        }
    }

    /// <summary>Changes the primary without losing or refusing a write.</summary>
    /// <exception cref="InvalidOperationException">It was called off; says why.</exception>
    public Task<ClusterRecord> SwitchoverAsync(CancellationToken cancellation) => ChangeAsync(new Switchover(nodes, sentinels, LookAsync, time).RunAsync, cancellation);

    /// <summary>Kills the primary and has a replica promoted.</summary>
    /// <exception cref="InvalidOperationException">Nobody was promoted; says why.</exception>
    public Task<ClusterRecord> PromoteAsync(CancellationToken cancellation) =>
        ChangeAsync(new Promotion(processes, nodes, sentinels, LookAsync, time).RunAsync, cancellation);

    public void Dispose() => _turn.Dispose();

    // Between two looks at a healthy cluster, whether the primary still says what it said.
    private Task<bool> IsUnchangedAsync(CancellationToken cancellation) => InTurnAsync(
        async () => _view is { } view && ClusterHealth.Of(view).Status == HealthStatus.Healthy && await watch.IsUnchangedAsync(view, cancellation), cancellation);

    private Task<ClusterRecord> ChangeAsync(Func<CancellationToken, Task<ClusterRecord>> change, CancellationToken cancellation) => InTurnAsync(async () =>
    {
        var record = await change(cancellation);
        Adopt(record, "by command");
        await LookAsync(cancellation); // whoever asked finds it shown
        wakeup.Call();
        return record;
    }, cancellation);

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ClusterView> LookAsync(CancellationToken cancellation)
    {
        _record ??= records.Load();
        var view = await watch.LookAsync(_record, cancellation);
        _view = view;
        publish(view);
        return view;
    }

    private async Task ActAsync(SupervisorAction action, ClusterView view, CancellationToken cancellation)
    {
        switch (action)
        {
            case SupervisorAction.Adopt adopt:
                Adopt(new ClusterRecord(adopt.Member, adopt.Term), adopt.Why);
                break;
            case SupervisorAction.Fence fence:
                SupervisorLog.Fencing(log, fence.Member, fence.Why);
                processes.Kill(fence.Member);
                break;
            case SupervisorAction.Follow follow:
                SupervisorLog.Following(log, follow.Member, follow.Upstream, follow.Why);
                await nodes.FollowAsync(follow.Member, follow.Upstream, cancellation);
                break;
            case SupervisorAction.Replace replace when _replaced is null || time.GetElapsedTime(_replaced.Value) >= ValkeyClusterDefaults.PromotionPatience:
                _replaced = time.GetTimestamp();
                await ReplaceAsync(replace, view, cancellation);
                break;
            case SupervisorAction.Start start when _starting.Add(start.Member):
                SupervisorLog.Starting(log, start.Member, start.Why);
                _ = StartAsync(start.Member, cancellation);
                break;
        }
    }

    /// <summary>A refusal is no failure: the Sentinels also promote by themselves.</summary>
    private async Task ReplaceAsync(SupervisorAction.Replace replace, ClusterView view, CancellationToken cancellation)
    {
        try
        {
            SupervisorLog.Replacing(log, replace.Member, replace.Why);
            await new Levelling(nodes, LookAsync, time).RunAsync(view, cancellation);
            await sentinels.FailoverAsync(cancellation);
        }
        catch (Exception e) when (e is InvalidOperationException or Distribution.Valkey.ValkeyException)
        {
            SupervisorLog.NotReplaced(log, replace.Member, e.Message);
        }
    }

    /// <summary>Not in turn, because the preparation of the start asks for its role.</summary>
    private async Task StartAsync(string member, CancellationToken cancellation)
    {
        try
        {
            watch.Starting(member);
            await processes.StartAsync(member, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SupervisorLog.StartFailed(log, member, e.Message);
        }
        finally
        {
            await InTurnAsync(() => Task.FromResult(_starting.Remove(member)), CancellationToken.None);
            wakeup.Call();
        }
    }

    private void Adopt(ClusterRecord record, string why)
    {
        if (record != _record)
        {
            records.Save(record);
            SupervisorLog.Adopted(log, record.Primary, record.Term, why);
            _record = record;
        }
    }
}
