using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Members;
using Microsoft.Extensions.Hosting;

namespace Distribution.Hosting.Leadership;

/// <summary>
/// Shows who leads. It asks each second: a display may be that late, and what must be right is the term that a leader's writes carry.
/// </summary>
internal sealed class LeadershipWatch(DistributedApplicationModel model, SnapshotBoard board, ResourceNotificationService notifications, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A frozen member is not waited for longer than until the next question.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    private readonly HttpClient _http = new() { Timeout = Patience };

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var members = model.Resources.OfType<ProjectResource>().Where(member => member.HasAnnotationOfType<LeadershipAnnotation>()).ToList();
        using var tick = new PeriodicTimer(Interval, time);
        do
        {
            await Task.WhenAll(members.Select(member => ShowAsync(member, stoppingToken)));
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ShowAsync(ProjectResource member, CancellationToken cancel)
    {
        if (board.Of(member)?.Snapshot is not { } current)
        {
            return;
        }

        var report = current.State?.Text == KnownResourceStates.Running ? await AskAsync(member, cancel) : null;
        if (current.Text(MemberProperties.Role) != report?.Role || current.Number(MemberProperties.Term) != report?.Term)
        {
            await notifications.PublishUpdateAsync(member, last => last with
            {
                Properties = last.Properties.With(MemberProperties.Role, report?.Role).With(MemberProperties.Term, report?.Term),
            });
        }
    }

    private async Task<LeadershipReport?> AskAsync(ProjectResource member, CancellationToken cancel)
    {
        member.TryGetLastAnnotation<LeadershipAnnotation>(out var annotation);
        try
        {
            return await _http.GetFromJsonAsync<LeadershipReport>(new Uri(new Uri(member.GetEndpoint(ReplicaSetBuilderExtensions.Endpoint).Url), annotation!.Path), cancel);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }
}
