using Distribution.Drills.Checkers;
using Distribution.Drills.Workloads;

namespace Distribution.Drills.Tests;

/// <summary>Succeeds while the toy serves; may forget what it acknowledged, or not tell what it has kept.</summary>
internal sealed class ToyWorkload(ToyTarget target, bool forgets = false, bool isSilent = false) : IWorkload
{
    private readonly List<string> _kept = [];

    public string Name => "toy";

    public IReadOnlyList<IChecker> Checkers => [new LostWritesChecker(Name)];

    public Task PrepareAsync(WorkloadContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RunAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            using var operation = context.Recorder.Begin(Name, "add", $"{number}");
            if (target.IsServing)
            {
                _kept.Add($"{number}");
                operation.Ok();
            }
            else
            {
                operation.Fail("it does not serve");
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }

    public Task FinishAsync(WorkloadContext context, CancellationToken cancellationToken)
    {
        if (isSilent)
        {
            throw new HttpRequestException("503");
        }

        context.Recorder.Begin(Name, "read", "all").Ok(string.Join('\n', _kept.Skip(forgets ? 1 : 0)));
        return Task.CompletedTask;
    }
}
