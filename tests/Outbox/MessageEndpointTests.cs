using System.Net;
using System.Text;
using System.Text.Json;

namespace Distribution.Outbox.Tests;

public sealed class MessageEndpointTests(Database server)
{
    private const string Good = """{"id":"0198c2f0-0000-7000-8000-000000000001","type":"t","key":"k","occurredAt":"2026-01-01T00:00:00Z","payload":{"n":1}}""";

    [Fact]
    public async Task Batch_is_answered_with_its_verdicts()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);

        var first = await PostAsync(receiver, $$"""{"source":"access","messages":[{{Good}}]}""");
        var second = await PostAsync(receiver, $$"""{"source":"access","messages":[{{Good}}]}""");

        Assert.Equal("""{"accepted":1,"duplicates":0,"rejected":[]}""", first.Body);
        Assert.Equal("""{"accepted":0,"duplicates":1,"rejected":[]}""", second.Body);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("nonsense", "body")]
    [InlineData("""{"messages":[]}""", "source")]
    [InlineData("""{"source":7,"messages":[]}""", "source")]
    [InlineData("""{"source":"a\u0000","messages":[]}""", "source")]
    [InlineData("""{"source":"access"}""", "messages")]
    [InlineData("""{"source":"access","messages":[]}""", "messages")]
    [InlineData("""{"source":"access","messages":[1]}""", "messages[0]")]
    [InlineData("""{"source":"access","messages":[{"id":"x"}]}""", "messages[0].occurredAt")]
    [InlineData("""{"source":"access","messages":[{"id":1,"occurredAt":"2026-01-01T00:00:00Z"}]}""", "messages[0].id")]
    [InlineData("""{"source":"access","messages":[{"id":"0198c2f0-0000-7000-8000-000000000001","occurredAt":"yesterday","type":"t","key":"k","payload":1}]}""", "messages[0].occurredAt")]
    [InlineData("""{"source":"access","messages":[{"id":"0198c2f0-0000-7000-8000-000000000001","occurredAt":"2026-01-01T00:00:00Z","type":"","key":"k","payload":1}]}""", "messages[0].type")]
    [InlineData("""{"source":"access","messages":[{"id":"0198c2f0-0000-7000-8000-000000000001","occurredAt":"2026-01-01T00:00:00Z","type":"t","key":"k"}]}""", "messages[0].payload")]
    [InlineData("""{"source":"access","messages":[{"id":"0198c2f0-0000-7000-8000-000000000001","occurredAt":"2026-01-01T00:00:00Z","type":"t","key":"\ud800","payload":1}]}""", "body")]
    public async Task Body_that_no_relay_sends_is_refused_by_the_name_of_its_fault(string body, string named)
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);

        var (status, answer) = await PostAsync(receiver, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(JsonElement.Parse(answer).GetProperty("errors").TryGetProperty(named, out _), answer);
        Assert.Empty(receiver.Batches);
    }

    [Fact]
    public async Task Batch_of_more_than_500_is_refused()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);

        var (status, _) = await PostAsync(receiver, $$"""{"source":"access","messages":[{{string.Join(',', Enumerable.Repeat(Good, 501))}}]}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(Receiver receiver, string body)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsync(new Uri($"{receiver.Address}{OutboxDefaults.Path}"), new StringContent(body, Encoding.UTF8, "application/json"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
