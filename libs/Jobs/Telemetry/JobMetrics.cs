using System.Diagnostics.Metrics;
using Distribution.Jobs.Running;
using Distribution.Jobs.Store;

namespace Distribution.Jobs.Telemetry;

/// <summary>What one worker counts.</summary>
internal static class JobMetrics
{
    private static readonly Meter Meter = new(JobTelemetry.MeterName);
    private static readonly Counter<long> ClaimedJobs = Meter.CreateCounter<long>("jobs.claimed", "{job}", "Jobs claimed");
    private static readonly Counter<long> EndedAttempts = Meter.CreateCounter<long>("jobs.ended", "{attempt}", "Attempts that ended, by kind and outcome");
    private static readonly Counter<long> ReapedJobs = Meter.CreateCounter<long>("jobs.reaped", "{job}", "Jobs taken away from lost workers");
    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>("jobs.wait", "s", "From due to claimed");
    private static readonly Histogram<double> Claims = Meter.CreateHistogram<double>("jobs.claim.duration", "s", "Questions for jobs");

    public static void Claimed(IReadOnlyList<ClaimedJob> jobs, TimeSpan took)
    {
        Claims.Record(took.TotalSeconds);
        if (jobs.Count > 0)
        {
            ClaimedJobs.Add(jobs.Count);
        }
    }

    public static void Started(ClaimedJob job) => Waits.Record(job.Waited.TotalSeconds, new KeyValuePair<string, object?>("kind", job.Kind));

    public static void Ended(Outcome outcome) => EndedAttempts.Add(1, new("kind", outcome.Job.Kind), new("outcome", outcome.Ending.ToString()));

    public static void Reaped(int jobs) => ReapedJobs.Add(jobs);
}
