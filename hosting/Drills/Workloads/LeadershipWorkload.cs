using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Drills.Checkers;

namespace Distribution.Drills.Workloads;

/// <summary>
/// Asks the schedulers, many times a second, which of them leads and under which term. What must be right, that no write of an old term passes, the database decides; this shows when it is whose turn.
/// It is a measurement and no load, and asks as often whatever part of the load is put on: with a quarter of the questions an outage of 1.8 s was one of 2.2.
/// </summary>
public sealed class LeadershipWorkload : IWorkload
{
    private const string Group = "scheduler";
    private const int PerSecond = 20;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(1) };

    /// <inheritdoc/>
    public string Name => "leadership";

    /// <inheritdoc/>
    public IReadOnlyList<IChecker> Checkers => [new TermsChecker(Name)];

    /// <inheritdoc/>
    public Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task RunAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var members = (await context.Target.LookAsync(cancellationToken)).Of(Group).ToList();
        await Pace.KeepAsync(context with { Load = 1, RampUp = TimeSpan.Zero }, PerSecond, number => AskAsync(context, members[number % members.Count]), cancellationToken);
    }

    /// <inheritdoc/>
    public Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        _http.Dispose();
        return Task.CompletedTask;
    }

    // A follower's answer is no operation: only a leader's is a success, so that a gap between two is the time without one.
    private async Task AskAsync(WorkloadContext context, Targets.Member member)
    {
        try
        {
            var answer = await _http.GetFromJsonAsync<JsonElement>(new Uri(member.Endpoint!, "/internal/leader"));
            if (answer.GetProperty("leader").GetBoolean())
            {
                context.Recorder.Begin(Name, "lead", Group).Ok(node: member.Name, term: answer.GetProperty("term").GetInt64());
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException)
        {
            // It is down or frozen: the other one's answers count.
        }
    }
}
