using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Distribution.Outbox.Relay;

/// <summary>Carries one batch to one replica.</summary>
internal sealed class Courier(IHttpClientFactory clients, string source, string destination, TimeSpan patience, TimeProvider time)
{
    private const int LongestReason = 300;

    private readonly ArrayBufferWriter<byte> _body = new();

    public async Task<Answer> SendAsync(Uri replica, List<WaitingMessage> messages, CancellationToken cancellationToken)
    {
        using var activity = Begin(messages);
        Write(messages);
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(OutboxDefaults.HttpClient);
            using var content = new ReadOnlyMemoryContent(_body.WrittenMemory) { Headers = { ContentType = new("application/json") } };
            using var answer = await client.PostAsync(replica, content, either.Token);
            return await ReadAsync(answer, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Answer.Not(AnswerKind.Late, $"no answer within {patience.TotalSeconds:0.##} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or IOException or InvalidOperationException or FormatException)
        {
            return Answer.Not(AnswerKind.Failed, failure.Message);
        }
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            using var verdicts = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return Answer.Taken(verdicts.RootElement.TryGetProperty("rejected", out var rejected)
                ? rejected.EnumerateArray().ToDictionary(rejection => rejection.GetProperty("id").GetGuid(), rejection => rejection.GetProperty("reason").GetString() ?? "no reason given")
                : []);
        }

        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var reason = $"{(int)answer.StatusCode} {text.AsSpan(0, Math.Min(text.Length, LongestReason))}".TrimEnd();
        return Answer.Not(Kind(answer.StatusCode), reason);
    }

    private static AnswerKind Kind(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => AnswerKind.Refused,
        HttpStatusCode.RequestTimeout or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => AnswerKind.Late,
        _ => AnswerKind.Failed,
    };

    /// <summary>The request belongs to the trace of its first message; those of the others are linked, and the receiver goes on with each.</summary>
    private Activity? Begin(List<WaitingMessage> messages)
    {
        var links = messages.Skip(1).Where(message => message.TraceParent is not null).Take(50).Select(message => new ActivityLink(OutboxTelemetry.Context(message.TraceParent)));
        var activity = OutboxTelemetry.Source.StartActivity($"send {destination}", ActivityKind.Producer, OutboxTelemetry.Context(messages[0].TraceParent), links: links);
        activity?.SetTag("messaging.destination.name", destination).SetTag("messaging.batch.message_count", messages.Count);
        return activity;
    }

    private void Write(List<WaitingMessage> messages)
    {
        _body.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_body, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("source", source);
        json.WriteStartArray("messages");
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("id", message.Id);
            json.WriteString("type", message.Type);
            json.WriteString("key", message.Key);
            json.WriteString("occurredAt", message.OccurredAt);
            if (message.TraceParent is not null)
            {
                json.WriteString("traceParent", message.TraceParent);
            }

            json.WritePropertyName("payload");
            json.WriteRawValue(message.Payload, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
