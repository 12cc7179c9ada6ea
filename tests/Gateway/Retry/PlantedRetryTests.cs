using Distribution.Drills.Checkers;
using Distribution.Drills.Histories;
using Distribution.Gateway.Retry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Distribution.Gateway.Tests.Retry;

/// <summary>
/// A gateway that repeats POSTs without a key: every one of them is given a key on its way in and robbed of it on its way out, so that the gateway takes for repeatable what no replica can know again
/// (docs/decisions/0010-planted-bugs.md). A replica that is only slow then has its effect beside the one that was asked next.
/// </summary>
public sealed class PlantedRetryTests
{
    private const string Workload = "posts";
    private const int Posts = 5;

    // Longer than an attempt, shorter than the whole budget.
    private static readonly int Slow = (int)(RetryDefaults.AttemptTimeout * 1.4).TotalMilliseconds;

    [Fact]
    public async Task Gateway_that_repeats_unkeyed_posts_is_found_by_their_doubled_effects()
    {
        await using var stage = await Stage.OpenAsync(builder => builder.Services.AddSingleton<IStartupFilter, GiveKey>().AddSingleton<ITransformProvider, TakeKey>());

        var found = await PostAsync(stage);

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.True(found.Figures["duplicates"] > 0, found.Summary);
    }

    [Fact]
    public async Task Gateway_that_sends_unkeyed_posts_once_passes()
    {
        await using var stage = await Stage.OpenAsync();

        var found = await PostAsync(stage);

        Assert.Equal(Verdict.Pass, found.Verdict);
    }

    private static async Task<CheckResult> PostAsync(Stage stage)
    {
        await stage.UntilFitAsync();
        await using var recorder = new HistoryRecorder();
        var bodies = Enumerable.Range(0, Posts).Select(_ => Guid.NewGuid().ToString("N")).ToList();
        await Task.WhenAll(bodies.Select(async body =>
        {
            using var operation = recorder.Begin(Workload, "enqueue", body);
            using var answer = await stage.Client.PostAsync($"/requests?milliseconds={Slow}", new StringContent(body));
            if (answer.IsSuccessStatusCode)
            {
                operation.Ok();
            }
        }));
        await Servers.Eventually.True(() => bodies.All(body => stage.Effects(of: body) >= 1));
        foreach (var body in bodies)
        {
            recorder.Begin(Workload, "count", body).Ok($"{stage.Effects(of: body)}");
        }

        return new EffectsChecker(Workload).Check(recorder.Snapshot());
    }

    private sealed class GiveKey : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                context.Request.Headers.TryAdd(Repeatable.KeyHeader, "planted");
                await following(context);
            });
            next(app);
        };
    }

    private sealed class TakeKey : ITransformProvider
    {
        public void ValidateRoute(TransformRouteValidationContext context)
        {
        }

        public void ValidateCluster(TransformClusterValidationContext context)
        {
        }

        public void Apply(TransformBuilderContext context) => context.AddRequestTransform(request =>
        {
            request.ProxyRequest.Headers.Remove(Repeatable.KeyHeader);
            return default;
        });
    }
}
