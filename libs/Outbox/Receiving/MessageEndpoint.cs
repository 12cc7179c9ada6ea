using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Outbox.Receiving;

/// <summary><c>POST /internal/messages</c>: where relays deliver.</summary>
public static class MessageEndpoint
{
    // What the largest batch of the largest names can take, payloads and escapes included.
    private const int LargestBody = 1024 * 1024;

    /// <summary>Maps the endpoint to the one registered handler; who may call is the caller's to say.</summary>
    public static IEndpointConventionBuilder MapMessages<THandler>(this IEndpointRouteBuilder app)
        where THandler : IMessageHandler =>
        app.MapMessages(app.ServiceProvider.GetRequiredService<THandler>());

    /// <summary>Maps the endpoint; who may call is the caller's to say.</summary>
    public static IEndpointConventionBuilder MapMessages(this IEndpointRouteBuilder app, IMessageHandler handler)
    {
        RequestDelegate take = context => TakeAsync(context, handler);
        return app.MapPost(OutboxDefaults.Path, take);
    }

    private static async Task TakeAsync(HttpContext context, IMessageHandler handler)
    {
        MessageBatch batch;
        try
        {
            batch = MessageBody.Read(await BodyAsync(context));
        }
        catch (MessageFormatException fault)
        {
            var problem = TypedResults.ValidationProblem(
                new Dictionary<string, string[]> { [fault.Member] = [fault.Fault] }, $"{fault.Message}.", type: "urn:distribution:problem:invalid", title: "The request is not valid");
            await problem.ExecuteAsync(context);
            return;
        }

        var began = Stopwatch.GetTimestamp();
        var verdicts = await handler.HandleAsync(batch, context.RequestAborted);
        Trace(batch, Stopwatch.GetElapsedTime(began));
        await context.Response.WriteAsJsonAsync(verdicts, MessageJson.Default.MessageVerdicts, null, context.RequestAborted);
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        using var buffer = new MemoryStream((int)Math.Clamp(context.Request.ContentLength ?? 0, 0, LargestBody));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > LargestBody)
            {
                throw new MessageFormatException("body", $"is longer than {LargestBody} bytes");
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    /// <summary>A span in each message's own trace, so that it leads from the change to here although one request carried many.</summary>
    private static void Trace(MessageBatch batch, TimeSpan took)
    {
        if (!OutboxTelemetry.Source.HasListeners())
        {
            return;
        }

        var request = Activity.Current;
        try
        {
            foreach (var message in batch.Messages.Where(message => message.TraceParent is not null))
            {
                Activity.Current = null;
                using var span = OutboxTelemetry.Source.StartActivity($"receive {message.Type}", ActivityKind.Consumer, OutboxTelemetry.Context(message.TraceParent));
                if (span is not null)
                {
                    span.SetStartTime(span.StartTimeUtc - took);
                    span.SetTag("messaging.message.id", message.Id.ToString()).SetTag("distribution.message.key", message.Key).SetTag("distribution.message.source", batch.Source);
                }
            }
        }
        finally
        {
            Activity.Current = request;
        }
    }
}
