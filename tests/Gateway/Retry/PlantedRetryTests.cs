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
/// (docs/decisions/0010-planted-bugs.md). The replicas have their effect and are gone before they answer: whoever is asked next has it once more.
/// </summary>
public sealed class PlantedRetryTests
{
    private const string Workload = "posts";
    private const int Posts = 5;
    private const string Gone = "forgets-to-answer=api-1&forgets-to-answer=api-2&forgets-to-answer=api-3";

    [Fact]
    public async Task Gateway_that_repeats_unkeyed_posts_is_found_by_their_doubled_effects()
    {
        await using var stage = await Stage.OpenAsync(builder => builder.Services.AddSingleton<IStartupFilter, GiveKey>().AddSingleton<ITransformProvider, TakeKey>());

        var found = await PostAsync(stage);

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.Equal(Posts, found.Figures["duplicates"]);
        Assert.Equal(0, found.Figures["missing"]);
    }

    [Fact]
    public async Task Gateway_that_sends_unkeyed_posts_once_passes()
    {
        await using var stage = await Stage.OpenAsync();

        var found = await PostAsync(stage);

        Assert.Equal(Verdict.Pass, found.Verdict);
        Assert.Equal(Posts, found.Figures["acknowledged"]);
    }

    // Some are answered and acknowledged; of the others nobody knows what became, but twice they may not have been done.
    private static async Task<CheckResult> PostAsync(Stage stage)
    {
        await stage.UntilFitAsync();
        await using var recorder = new HistoryRecorder();
        await Task.WhenAll(Enumerable.Range(0, Posts).Select(_ => PostAsync(stage, recorder, "/requests")));
        await Task.WhenAll(Enumerable.Range(0, Posts).Select(_ => PostAsync(stage, recorder, $"/requests?{Gone}")));
        return new EffectsChecker(Workload).Check(recorder.Snapshot());
    }

    private static async Task PostAsync(Stage stage, HistoryRecorder recorder, string path)
    {
        var body = Guid.NewGuid().ToString("N");
        using (var operation = recorder.Begin(Workload, "enqueue", body))
        {
            using var answer = await stage.Client.PostAsync(path, new StringContent(body));
            if (answer.IsSuccessStatusCode)
            {
                operation.Ok();
            }
        }

        using var count = recorder.Begin(Workload, "count", body);
        count.Ok($"{stage.Effects(of: body)}");
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
