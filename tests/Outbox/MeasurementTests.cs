using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Distribution.Servers;

namespace Distribution.Outbox.Tests;

public sealed class MeasurementTests(Database server)
{
    [Fact]
    public async Task Messages_that_wait_show_as_depth_and_age()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        receiver.Refuses = _ => System.Net.HttpStatusCode.ServiceUnavailable;
        await using var relay = await RunningRelay.StartAsync(database, receiver);
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == OutboxTelemetry.Name) { listener.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, before) => Math.Max(before, value)));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => measured.AddOrUpdate(instrument.Name, value, (_, before) => Math.Max(before, value)));
        listener.Start();

        await database.WriteAsync([.. Enumerable.Range(1, 7).Select(n => Writers.Message("k", n))]);

        await Eventually.True(() =>
        {
            listener.RecordObservableInstruments();
            return measured.GetValueOrDefault("outbox.depth") >= 7 && measured.GetValueOrDefault("outbox.oldest.age") > 1 && measured.GetValueOrDefault("outbox.failures") > 0;
        });
    }

    [Fact]
    public async Task Delivery_goes_on_in_the_trace_of_each_message()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        await using var relay = await RunningRelay.StartAsync(database, receiver);
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == OutboxTelemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = ended.Enqueue };
        ActivitySource.AddActivityListener(listener);
        var traces = Enumerable.Range(0, 2).Select(_ => ActivityTraceId.CreateRandom()).ToArray();

        await database.WriteAsync([.. traces.Select((trace, n) => Writers.Message("k", n) with { TraceParent = $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" })]);

        await Eventually.True(() => traces.All(trace => ended.Any(activity => activity.TraceId == trace && activity.OperationName == "receive count")));
        await Eventually.True(() => ended.Any(activity => activity.TraceId == traces[0] && activity.OperationName == "send audit"));
    }
}
