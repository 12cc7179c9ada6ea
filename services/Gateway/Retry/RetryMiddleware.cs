using Distribution.Gateway.Health;
using Distribution.Gateway.Problems;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Retry;

/// <summary>
/// Sends a request that may be repeated to the next replica when one fails before any byte of an answer has gone to the client.
/// <para>
/// A round tries each available replica once, and the first round then also those that are taken for unfit: one of them may be back without
/// being known to be. After a round in which nobody answered comes a short pause and another one over whoever is available then, until the
/// budget is used up; that ends in 503 with Retry-After. Each attempt ends when no answer has begun within the attempt's time-out and the replica shows no sign of life, or, where there is one replica only, within the budget. A 502 or 503
/// of a replica that cannot serve is held back only in the first round, and only while a fit replica and the time of an attempt are left to try it: when all say so, what
/// they say is the answer. A write without a key, and one whose body is too long to keep, goes out once.
/// </para>
/// </summary>
internal sealed class RetryMiddleware(RequestDelegate next, IOptions<RetryOptions> options, Vitals vitals, Repeats repeats, TimeProvider time, Random random, ILogger<RetryMiddleware> logger)
{
    private readonly RetryOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        repeats.Count();
        if (proxy.AllDestinations.Count == 0)
        {
            await context.AnswerAsync(GatewayProblem.NoReplica(proxy.Cluster.Config.ClusterId));
            return;
        }

        if (!Repeatable.Is(context.Request) || await ReplayableBody.ReadAsync(context.Request, _options.BodyLimit, context.RequestAborted) is not { } body)
        {
            await next(context);
            if (context.Features.Get<IForwarderErrorFeature>() is { } failure && ForwarderErrors.AreReplicas(failure.Error))
            {
                logger.NotRepeated(context.Request.Method, context.Request.Path, proxy.ProxiedDestination?.DestinationId, failure.Error.ToString());
            }

            return;
        }

        await RepeatAsync(context, proxy, body);
    }

    private async Task RepeatAsync(HttpContext context, IReverseProxyFeature proxy, ReplayableBody body)
    {
        var budget = new RetryBudget(_options, vitals, repeats, time);
        var tried = new HashSet<DestinationState>();
        var asked = new HashSet<DestinationState>();
        var rounds = 0;
        var attempts = 0;
        while (!budget.IsSpent && !context.RequestAborted.IsCancellationRequested)
        {
            List<DestinationState> untried = [.. Available(context).Where(replica => !tried.Contains(replica))];
            if (untried.Count == 0)
            {
                untried = [.. proxy.AllDestinations.Where(replica => !asked.Contains(replica))];
            }

            if (untried.Count == 0)
            {
                tried.Clear();
                await Task.Delay(budget.Pause(rounds++, random), time, CancellationToken.None);
                continue;
            }

            body.Rewind(context.Request);
            proxy.AvailableDestinations = untried;
            proxy.ProxiedDestination = null;
            attempts++;
            if (await AttemptAsync(context, proxy, budget, mayHoldAnswer: rounds == 0 && untried.Count(replica => replica.IsFit()) > 1) is not { } failure)
            {
                return;
            }

            tried.Add(proxy.ProxiedDestination ?? untried[0]);
            asked.Add(proxy.ProxiedDestination ?? untried[0]);
            logger.AttemptFailed(context.Request.Method, context.Request.Path, attempts, proxy.ProxiedDestination?.DestinationId, failure);
        }

        if (!context.RequestAborted.IsCancellationRequested)
        {
            logger.BudgetSpent(context.Request.Method, context.Request.Path, attempts, _options.Budget.TotalMilliseconds);
            await context.AnswerAsync(GatewayProblem.NoAnswer(proxy.Cluster.Config.ClusterId, attempts, _options.Budget));
        }
    }

    /// <summary>Makes one attempt. Says why it failed when another replica may make up for it; the response is then as if nothing had happened.</summary>
    private async Task<string?> AttemptAsync(HttpContext context, IReverseProxyFeature proxy, RetryBudget budget, bool mayHoldAnswer)
    {
        var untouched = UntouchedResponse.Of(context.Response);
        string? failure;
        await using (var attempt = budget.Begin(context, proxy, mayHoldAnswer))
        {
            await next(context);
            failure = attempt.Failure;
        }

        if (failure is null || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }

        untouched.Restore(context.Response);
        context.Features.Set<IForwarderErrorFeature>(null);
        return failure;
    }

    private static IReadOnlyList<DestinationState> Available(HttpContext context) =>
        context.GetRouteModel().Cluster?.DestinationsState.AvailableDestinations ?? [];
}
