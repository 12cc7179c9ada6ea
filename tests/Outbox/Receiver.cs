using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Distribution.Outbox.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Outbox.Tests;

/// <summary>A receiver on Kestrel whose effects are rows of the table <c>received</c>, one for each message that took effect, in order.</summary>
internal sealed class Receiver : IMessageHandler, IAsyncDisposable
{
    private readonly TestDatabase _database;
    private WebApplication? _app;

    private Receiver(TestDatabase database) => _database = database;

    public string Address { get; private set; } = "";

    /// <summary>Answers this after the effect, instead of what came of it.</summary>
    public HttpStatusCode? AnswersLost { get; set; }

    /// <summary>Answers this to requests that carry such a message, without any effect.</summary>
    public Func<ReceivedMessage, HttpStatusCode?> Refuses { get; set; } = _ => null;

    /// <summary>Rejects such messages for this reason.</summary>
    public Func<ReceivedMessage, string?> Rejects { get; set; } = _ => null;

    public ConcurrentQueue<MessageBatch> Batches { get; } = [];

    public ConcurrentQueue<MessageVerdicts> Verdicts { get; } = [];

    public static async Task<Receiver> StartAsync(TestDatabase database)
    {
        await database.ExecuteAsync("CREATE TABLE IF NOT EXISTS received (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text, key text, n integer)");
        var receiver = new Receiver(database);
        await receiver.StartAgainAsync();
        return receiver;
    }

    public async Task StartAgainAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add(Address.Length > 0 ? Address : "http://127.0.0.1:0");
        _app.MapMessages(this);
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async Task StopAsync()
    {
        await _app!.DisposeAsync();
        _app = null;
    }

    public async Task<MessageVerdicts> HandleAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        Batches.Enqueue(batch);
        if (batch.Messages.Select(Refuses).FirstOrDefault(status => status is not null) is { } refusal)
        {
            throw new BadHttpRequestException("refused", (int)refusal);
        }

        var rejected = batch.Messages.Select(message => (message.Id, Reason: Rejects(message))).Where(message => message.Reason is not null).Select(message => new Rejection(message.Id, message.Reason!)).ToArray();
        var good = batch.Messages.Where(message => rejected.All(rejection => rejection.Id != message.Id)).ToArray();
        var admitted = await _database.Source.ExecuteAsync(
            async (connection, transaction, token) =>
            {
                var fresh = await Inbox.AdmitAsync(transaction, batch.Source, [.. good.Select(message => message.Id)], token);
                foreach (var message in good.Where(message => fresh.Contains(message.Id)))
                {
                    await using var effect = new NpgsqlCommand("INSERT INTO received (source, key, n) VALUES ($1, $2, $3)", connection, transaction);
                    effect.Parameters.Add(new() { Value = batch.Source });
                    effect.Parameters.Add(new() { Value = message.Key });
                    effect.Parameters.Add(new() { Value = JsonElement.Parse(message.Payload.Span).GetProperty("n").GetInt32() });
                    await effect.ExecuteNonQueryAsync(token);
                }

                return fresh.Count;
            },
            cancellationToken: cancellationToken);
        var verdicts = new MessageVerdicts(admitted, good.Length - admitted, rejected);
        Verdicts.Enqueue(verdicts);
        return AnswersLost is { } status ? throw new BadHttpRequestException("the answer is lost", (int)status) : verdicts;
    }

    /// <summary>What took effect for a key, in order.</summary>
    public Task<List<int>> ReceivedAsync(string key) => _database.ListAsync<int>($"SELECT n FROM received WHERE key = '{key}' ORDER BY position");

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
        }
    }
}
