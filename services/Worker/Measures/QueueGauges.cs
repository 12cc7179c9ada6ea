using System.Diagnostics.Metrics;
using Distribution.Jobs;
using Distribution.Worker.Storage;
using Npgsql;

namespace Distribution.Worker.Measures;

/// <summary>Measures the queue now and then for the metrics, and forgets old answers to operators.</summary>
internal sealed partial class QueueGauges : BackgroundService
{
    private readonly JobsDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueGauges> _logger;
    private readonly Meter _meter = new("Distribution.Worker");
    private volatile QueueMeasure? _measure;

    public QueueGauges(JobsDatabase database, TimeProvider time, ILogger<QueueGauges> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        Add("jobs.depth", "{job}", "Jobs that are due and wait", measure => measure.Depth);
        Add("jobs.oldest", "s", "How long the one that waits longest has been due", measure => measure.OldestSeconds);
        Add("jobs.dead", "{job}", "Dead jobs", measure => measure.Dead);
        Add("jobs.running", "{job}", "Running jobs of all workers", measure => measure.RunningByWorker.Values.Sum());
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _measure = await _database.ReadAsync(MeasureAsync, CancellationToken.None);
            }
            catch (Exception failure)
            {
                _measure = null;
                LogNotMeasured(failure.Message);
            }

            await Task.Delay(JobDefaults.MeasureEvery, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<QueueMeasure> MeasureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var forget = new NpgsqlCommand("DELETE FROM job_orders WHERE created_at < now() - $1", connection);
        forget.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = WorkerDefaults.OrdersKept });
        await forget.ExecuteNonQueryAsync(cancellationToken);
        return await JobAdministration.MeasureAsync(connection, cancellationToken);
    }

    private void Add(string name, string unit, string description, Func<QueueMeasure, double> value) =>
        _meter.CreateObservableGauge(name, () => _measure is { } measure ? [new Measurement<double>(value(measure))] : Array.Empty<Measurement<double>>(), unit, description);

    [LoggerMessage(5101, LogLevel.Warning, "The queue was not measured: {Reason}")]
    private partial void LogNotMeasured(string reason);
}
