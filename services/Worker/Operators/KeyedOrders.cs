using System.Security.Cryptography;
using System.Text;
using Distribution.ServiceDefaults.Errors;
using Distribution.Worker.Storage;
using Npgsql;

namespace Distribution.Worker.Operators;

/// <summary>
/// Carries out an operator's order in one transaction, with the answer kept under the request's <c>Idempotency-Key</c> in the same: the order repeated under its key gets the first answer and has no second
/// effect. A refusal is not kept. Without a key the order is carried out each time that it comes.
/// </summary>
internal sealed class KeyedOrders(JobsDatabase database)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    public async Task<IResult> RunAsync(HttpContext context, byte[] body, Func<NpgsqlTransaction, CancellationToken, Task<Answer>> order)
    {
        var keys = context.Request.Headers[Header];
        if (keys.Count > 1 || (keys.Count == 1 && !IsKey(keys[0])))
        {
            return Refusal.Invalid(Header, $"must be there once, with 1 to {LongestKey} visible ASCII characters").ToResult();
        }

        var fingerprint = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n"), .. body]);
        try
        {
            var answer = await database.WriteAsync(
                (transaction, token) => keys.Count == 0 ? order(transaction, token) : KeyedAsync(transaction, context.User.Identity!.Name!, keys[0]!, fingerprint, order, token), context.RequestAborted);
            return answer.ToResult();
        }
        catch (RefusedException refused)
        {
            return refused.Refusal.ToResult();
        }
    }

    private static async Task<Answer> KeyedAsync(
        NpgsqlTransaction transaction, string caller, string key, byte[] fingerprint, Func<NpgsqlTransaction, CancellationToken, Task<Answer>> order, CancellationToken cancellationToken)
    {
        // Another request with this key that is under way is waited for.
        await using var keep = Command(transaction, "INSERT INTO job_orders (caller, key, fingerprint, status, body) VALUES ($1, $2, $3, 0, '') ON CONFLICT DO NOTHING", caller, key, fingerprint);
        if (await keep.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return await KeptAsync(transaction, caller, key, fingerprint, cancellationToken);
        }

        var answer = await order(transaction, cancellationToken);
        await using var fill = Command(transaction, "UPDATE job_orders SET status = $3, body = $4 WHERE caller = $1 AND key = $2", caller, key, answer.Status, answer.Body);
        await fill.ExecuteNonQueryAsync(cancellationToken);
        return answer;
    }

    private static async Task<Answer> KeptAsync(NpgsqlTransaction transaction, string caller, string key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        await using var find = Command(transaction, "SELECT fingerprint, status, body FROM job_orders WHERE caller = $1 AND key = $2", caller, key);
        await using var row = await find.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(fingerprint)
            ? new(row.GetInt32(1), row.GetString(2))
            : throw new RefusedException(new(
                StatusCodes.Status422UnprocessableEntity, "key-reused", "The key was used for something else", $"The {Header} '{key}' came before with another request. Use a new key for a new order."));
    }

    private static bool IsKey(string? key) => key is { Length: > 0 and <= LongestKey } && key.All(letter => letter is > ' ' and <= '~');

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return command;
    }
}
