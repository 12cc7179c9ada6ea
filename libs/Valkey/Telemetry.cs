using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Distribution.Valkey;

/// <summary>Spans and measurements by OpenTelemetry's conventions for databases; never a key or a value.</summary>
internal sealed class Telemetry : IDisposable
{
    private static readonly ActivitySource Source = new(ValkeyTelemetry.Name);

    private readonly Meter _meter = new(ValkeyTelemetry.Name);
    private readonly Histogram<double> _duration;

    public Telemetry(Func<int> pending, Func<int> connections)
    {
        _duration = _meter.CreateHistogram<double>("db.client.operation.duration", "s", "Time to the answer of a Valkey command, failed ones included.");
        _meter.CreateObservableGauge("valkey.client.pending", pending, "{command}", "Commands that wait for an answer.");
        _meter.CreateObservableCounter("valkey.client.connections", connections, "{connection}", "Connections made to a primary.");
    }

    public static Activity? Begin(ValkeyCommand command)
    {
        var activity = Source.StartActivity(command.Name, ActivityKind.Client);
        activity?.SetTag("db.system.name", "valkey").SetTag("db.operation.name", command.Name);
        return activity;
    }

    public void End(Activity? activity, ValkeyCommand command, TimeSpan took, Exception? failure)
    {
        TagList tags = new() { { "db.system.name", "valkey" }, { "db.operation.name", command.Name } };
        if (failure is not null)
        {
            var type = failure is ValkeyServerException server ? server.Code : failure.GetType().Name;
            tags.Add("error.type", type);
            activity?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, failure.Message);
        }

        _duration.Record(took.TotalSeconds, tags);
    }

    public void Dispose() => _meter.Dispose();
}
