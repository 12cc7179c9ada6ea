using System.Security.Cryptography;
using System.Text;
using Distribution.Api.Callers;
using Distribution.Api.Storage;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Idempotency;

/// <summary>
/// Does what a keyed request asks for once, however often the request comes and at whichever replica.
/// <para>
/// The key's lock, the effect and the answer share a transaction. A duplicate that comes while the first one is being worked on waits for the
/// lock and then finds the answer; one that waited too long is refused with 503 and may come again. If the transaction fails, neither effect
/// nor answer is there, and the next one starts afresh. If its commit got no answer, repeating it finds out. A refusal is an answer and is kept
/// as well: an effect refuses before it writes.
/// </para>
/// </summary>
internal sealed class KeyedWrites(AccessDatabase database)
{
    public async Task<AnswerResult> RunAsync(
        HttpContext context, byte[] body, KeyedEffect effect)
    {
        var caller = context.Caller().Name;
        var key = context.Request.Headers[IdempotencyDefaults.Header].ToString();
        var fingerprint = Fingerprint(context.Request, body);
        return await database.WriteAsync(
            async (connection, transaction, cancellationToken) =>
            {
                if (await KeyStore.ClaimAsync(connection, caller, key, cancellationToken) is { } kept)
                {
                    return kept.Fingerprint.AsSpan().SequenceEqual(fingerprint)
                        ? new AnswerResult(kept.Answer, replayed: true)
                        : new AnswerResult(Answer.Refused(KeyReused(key)), replayed: false);
                }

                var answer = await effect(transaction, cancellationToken);
                await KeyStore.KeepAsync(connection, caller, key, fingerprint, answer, cancellationToken);
                return new AnswerResult(answer, replayed: false);
            },
            context.RequestAborted);
    }

    private static byte[] Fingerprint(HttpRequest request, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static Refusal KeyReused(string key) => new(
        StatusCodes.Status422UnprocessableEntity,
        "idempotency-key-reused",
        "The key belongs to another request",
        $"The {IdempotencyDefaults.Header} {key} was sent before with another path or body. Use a new key for a new request.");
}
