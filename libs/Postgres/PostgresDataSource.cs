using System.Runtime.ExceptionServices;
using Distribution.Postgres.Primary;
using Distribution.Postgres.Retry;
using Distribution.Postgres.Transactions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Postgres;

/// <summary>
/// Connections to whichever member of a cluster is the primary, within a budget.
/// </summary>
/// <remarks>
/// What is retried: a transaction that is known not to have committed (the connection broke before COMMIT was sent, the server answered that it rolled back), on
/// whichever primary is found next; a read; and a write whose commit was not answered if the caller declares it idempotent. What is not: anything else that ends in
/// <see cref="AmbiguousCommitException"/>, and what fails for reasons of its own. Delegates may therefore run more than once, and one that hangs on a frozen server is
/// left behind while the next try runs: they should change nothing but the database, through the connection they are given.
/// </remarks>
public sealed class PostgresDataSource : IAsyncDisposable
{
    private readonly PostgresOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PrimaryTracker _tracker;

    // What the server itself ends soon is left to it; what may take long is cancelled.
    private readonly TimeSpan _leave;

    /// <summary>Makes a data source; nothing is connected yet.</summary>
    /// <param name="name">The name of the connection string, for messages.</param>
    /// <param name="options">What to connect to, and how long to wait.</param>
    /// <param name="loggers">For this library's and Npgsql's logs.</param>
    /// <param name="time">For every wait here; Npgsql's own time-outs run on the system's clock.</param>
    /// <exception cref="ArgumentException">The connection string names no host, or something this library decides itself.</exception>
    public PostgresDataSource(string name, PostgresOptions options, ILoggerFactory loggers, TimeProvider? time = null)
    {
        Name = name;
        _options = options;
        _time = time ?? TimeProvider.System;
        _logger = loggers.CreateLogger<PostgresDataSource>();
        _leave = options.CommandTimeout <= PostgresDefaults.Budget && options.CommandTimeout > TimeSpan.Zero ? options.CommandTimeout + PostgresDefaults.CancellationTimeout : TimeSpan.Zero;
        var members = MemberConnectionStrings.From(name, options);
        SpareThreads.Reserve(options.MaxPoolSize);
        _tracker = new PrimaryTracker(name, _time, _logger, accepts => [.. members.Select(member => new HostPool(member.Address, member.ConnectionString, options, name, accepts, _time, loggers))])
        {
            Spares = (options.SpareCount, options.SparesInterval),
        };
    }

    /// <summary>The name of the connection string.</summary>
    public string Name { get; }

    /// <summary>Host and port of the primary as last found; null while none is known.</summary>
    public string? Primary => _tracker.Current?.Host.Address.ToString();

    /// <summary>Whether the primary has answered a call lately.</summary>
    internal bool HasAnsweredWithin(TimeSpan span) => _tracker.Current?.Reign.HasAnsweredWithin(span, _time) == true;

    /// <summary>Opens a connection to the primary. Statements on it are bounded by the command time-out, and are the caller's to retry.</summary>
    /// <exception cref="DatabaseUnavailableException">No primary gave a connection within the budget.</exception>
    public Task<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken = default) =>
        RetryAsync(_options.Budget, repeatable: true, async (primary, token, _) =>
        {
            var watch = _tracker.Watch(primary);
            try
            {
                return (await primary.Host.OpenAsync(token.Waiting)).Bare(closed: watch.Dispose);
            }
            catch
            {
                watch.Dispose();
                throw;
            }
        }, cancellationToken);

    /// <summary>Runs a read that needs no transaction; it is repeated on any failure that may pass.</summary>
    /// <exception cref="DatabaseUnavailableException">No primary answered it within the budget.</exception>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, TimeSpan? budget = null, CancellationToken cancellationToken = default) =>
        RetryAsync(budget ?? _options.Budget, repeatable: true, async (primary, token, _) =>
        {
            using var watch = _tracker.Watch(primary);
            var result = await Abandonment.WaitAsync(ReadOnceAsync(primary, work, token), token, _time);
            watch.Answered();
            return result;
        }, cancellationToken);

    /// <summary>Runs a transaction and commits it when the delegate returns; rolls it back when the delegate throws.</summary>
    /// <exception cref="DatabaseUnavailableException">No primary committed it within the budget; nothing was written.</exception>
    /// <exception cref="AmbiguousCommitException">COMMIT was sent and not answered; never thrown for an idempotent transaction that was then applied.</exception>
    public Task<T> ExecuteAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> work, ExecuteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= ExecuteOptions.Default;
        return RetryAsync(options.Budget ?? _options.Budget, options.Idempotent, async (primary, token, state) =>
        {
            using var watch = _tracker.Watch(primary);
            var attempt = new Attempt<T>(primary, options.IsolationLevel, work);
            try
            {
                var result = await attempt.RunAsync(token, _time);
                watch.Answered();
                return result;
            }
            finally
            {
                state.IsAmbiguous = attempt.IsAmbiguous;
            }
        }, cancellationToken);
    }

    /// <inheritdoc cref="ExecuteAsync{T}"/>
    public Task ExecuteAsync(Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task> work, ExecuteOptions? options = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            async (connection, transaction, token) =>
            {
                await work(connection, transaction, token);
                return true;
            },
            options,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tracker.DisposeAsync();

    private static async Task<T> ReadOnceAsync<T>(CurrentPrimary primary, Func<NpgsqlConnection, CancellationToken, Task<T>> work, GuardedCancellation token)
    {
        await using var pooled = await primary.Host.OpenAsync(token.Waiting);
        token.Waiting.ThrowIfCancellationRequested();
        return await work(pooled.Connection, token.Working);
    }

    private async Task<T> RetryAsync<T>(TimeSpan total, bool repeatable, Func<CurrentPrimary, GuardedCancellation, AttemptState, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var isLong = _tracker.OutFor >= _options.Budget && total > PostgresDefaults.OutageBudget;
        using var budget = new CallBudget(isLong ? PostgresDefaults.OutageBudget : total, _time, cancellationToken);
        var state = new AttemptState();
        for (var number = 1; ; number++)
        {
            CurrentPrimary? primary = null;
            try
            {
                primary = await _tracker.FindAsync(budget.Token);
                using var token = new GuardedCancellation(budget.Token, _leave, _time, useless: primary.Reign.Over);
                return await attempt(primary, token, state);
            }
            catch (Exception failure)
            {
                var verdict = Judge(failure, primary, budget, state, repeatable, number);
                await PauseAsync(Backoff.After(number, verdict, _options.RetryDelay), budget, state, number);
            }
        }
    }

    /// <summary>Says how to go on after a failed attempt, or throws what the caller is to see.</summary>
    private Verdict Judge(Exception failure, CurrentPrimary? primary, CallBudget budget, AttemptState state, bool repeatable, int number)
    {
        var ambiguous = state.TakeAmbiguity();
        if (ambiguous && (!repeatable || budget.Token.IsCancellationRequested))
        {
            state.Last = failure;
            throw Ambiguous(state, budget);
        }

        var cancelled = failure is AbandonedException || (failure is OperationCanceledException && (budget.Token.IsCancellationRequested || primary?.Reign.Over.IsCancellationRequested == true));
        var verdict = cancelled ? Verdict.PrimaryLost : FailureClassifier.Classify(failure);

        // Closing the connections of a server that is only slow would have all of them log in again.
        var isSlow = verdict == Verdict.PrimaryLost && !cancelled && FailureClassifier.IsTimeout(failure) && primary?.Reign.HasAnsweredWithin(_options.ConnectTimeout, _time) == true;
        verdict = isSlow ? Verdict.Transient : verdict;
        verdict = ambiguous && verdict == Verdict.Permanent ? Verdict.Transient : verdict;
        if (failure is AbandonedException)
        {
            PostgresLog.Abandoned(_logger, Name);
        }
        else if (!cancelled)
        {
            state.Last = failure;
        }

        if (verdict == Verdict.PrimaryLost && primary is not null && !cancelled)
        {
            _tracker.ReportLost(primary, (failure.InnerException ?? failure).Message);
        }

        if (budget.Token.IsCancellationRequested && (cancelled || verdict != Verdict.Permanent))
        {
            throw GiveUp(state, budget, number);
        }

        if (verdict == Verdict.Permanent)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        PostgresLog.Retrying(_logger, Name, number, failure.Message);
        return verdict;
    }

    private async Task PauseAsync(TimeSpan pause, CallBudget budget, AttemptState state, int number)
    {
        try
        {
            await Task.Delay(pause, _time, budget.Token);
        }
        catch (OperationCanceledException)
        {
            throw GiveUp(state, budget, number);
        }
    }

    private Exception GiveUp(AttemptState state, CallBudget budget, int number)
    {
        if (state.WasAmbiguous)
        {
            return Ambiguous(state, budget);
        }

        budget.ThrowIfCallerCancelled();
        return new DatabaseUnavailableException(
            $"Database '{Name}' did not do the work within {budget.Total.TotalSeconds:0.###} s ({number} attempts; {_tracker.Answers}). Nothing was committed; try again later, and see that a primary is running.",
            state.Last);
    }

    private AmbiguousCommitException Ambiguous(AttemptState state, CallBudget budget) =>
        new($"Database '{Name}' did not answer a COMMIT within {budget.Total.TotalSeconds:0.###} s ({_tracker.Answers}): it may have been applied. Look for its effect, or repeat it under the same idempotency key.", state.Last);
}
