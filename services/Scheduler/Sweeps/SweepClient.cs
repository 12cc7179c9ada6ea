using System.Net;
using Distribution.Leases;

namespace Distribution.Scheduler.Sweeps;

/// <summary>Has one of the replicas sweep: each is asked once, until one does. A sweep done twice changes nothing, so it is safe to ask the next after a time-out.</summary>
internal sealed class SweepClient(ApiReplicas replicas, TimeProvider time, ILogger<SweepClient> logger) : IDisposable
{
    private const string Path = "/internal/sweeps";

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = SchedulerDefaults.ConnectTimeout, UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<SweepOutcome> SweepAsync(Term term, CancellationToken cancellationToken)
    {
        foreach (var replica in replicas.InOrder())
        {
            var status = await AskAsync(replica, term, cancellationToken);
            switch (status)
            {
                case >= (HttpStatusCode)200 and < (HttpStatusCode)300:
                    replicas.Prefer(replica);
                    return SweepOutcome.Done;
                case HttpStatusCode.Conflict:
                    SweepLog.Refused(logger, term.Number, replica);
                    return SweepOutcome.StaleTerm;
            }
        }

        SweepLog.NotSwept(logger, term.Number);
        return SweepOutcome.Failed;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The status of the answer; null without one.</summary>
    private async Task<HttpStatusCode?> AskAsync(Uri replica, Term term, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(SchedulerDefaults.TryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var answer = await _http.PostAsJsonAsync(new Uri(replica, Path), new SweepOrder(term.Lease, term.Number), SchedulerJson.Default.SweepOrder, either.Token);
            if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.Conflict)
            {
                SweepLog.ReplicaFailed(logger, term.Number, replica, $"it answered {(int)answer.StatusCode}");
            }

            return answer.StatusCode;
        }
        catch (HttpRequestException failure)
        {
            SweepLog.ReplicaFailed(logger, term.Number, replica, failure.Message);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            SweepLog.ReplicaFailed(logger, term.Number, replica, $"no answer within {SchedulerDefaults.TryTimeout}");
            return null;
        }
    }
}
