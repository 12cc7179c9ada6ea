using System.Net;
using System.Text.Json;
using Npgsql;

namespace Distribution.Api.Tests;

/// <summary>Does what the worker does with the orders in the outbox, when a test says so. Doing all of them again each time is part of the test.</summary>
internal static class StandInWorker
{
    /// <summary>The orders about one grant, the oldest first.</summary>
    public static Task<IReadOnlyList<Sent>> OrdersAsync(this RunningApi api, string grant) => api.SentAsync("jobs", $"grant/{grant}");

    /// <summary>The audit records about one subject, in their order.</summary>
    public static Task<IReadOnlyList<Sent>> RecordsAsync(this RunningApi api, string subject) => api.SentAsync("audit", subject);

    /// <summary>The actions of the audit records about one subject, in their order.</summary>
    public static async Task<IReadOnlyList<string>> ActionsAsync(this RunningApi api, string subject)
        => [.. (await api.RecordsAsync(subject)).Select(record => record.Payload.GetProperty("action").GetString()!)];

    /// <summary>Does all orders about a grant; gives the answer to the last.</summary>
    public static async Task<Answered> WorkAsync(this RunningApi api, string grant)
    {
        Answered? last = null;
        foreach (var order in await api.OrdersAsync(grant))
        {
            last = await api.DoAsync(order, 1);
        }

        return last ?? throw new InvalidOperationException($"There is no order about the grant {grant}.");
    }

    public static Task<Answered> DoAsync(this RunningApi api, Sent order, long term)
    {
        var step = order.Payload.GetProperty("kind").GetString()!["access.".Length..];
        var grant = order.Payload.GetProperty("payload").GetProperty("grantId").GetString();
        return api.AsService().PostAsync($"/internal/grants/{grant}/{step}", new { lease = $"job/{order.Id}", term });
    }

    /// <summary>Does the orders about a grant and expects that the last leaves it in a state.</summary>
    public static async Task WorkAsync(this RunningApi api, string grant, string state)
        => Assert.Equal(state, (await api.WorkAsync(grant)).Is(HttpStatusCode.OK)["state"]);

    private static async Task<IReadOnlyList<Sent>> SentAsync(this RunningApi api, string destination, string key)
    {
        await using var connection = new NpgsqlConnection(api.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT position, id, payload FROM outbox WHERE destination = $1 AND key = $2 ORDER BY position", connection);
        command.Parameters.Add(new() { Value = destination });
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync();
        var sent = new List<Sent>();
        while (await reader.ReadAsync())
        {
            sent.Add(new(reader.GetInt64(0), reader.GetGuid(1), JsonElement.Parse(reader.GetString(2))));
        }

        return sent;
    }
}
