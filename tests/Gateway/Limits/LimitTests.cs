using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distribution.Gateway.Limits;
using Distribution.Gateway.Retry;

namespace Distribution.Gateway.Tests.Limits;

[Collection(StageCollection.Name)]
public sealed class LimitTests(StageFixture fixture)
{
    private readonly Stage _stage = fixture.Stage;

    [Theory]
    [InlineData(0, true)]
    [InlineData(RetryDefaults.BodyLimit - 1, true)]
    [InlineData(RetryDefaults.BodyLimit, true)]
    [InlineData(RetryDefaults.BodyLimit, false)]
    [InlineData(RetryDefaults.BodyLimit + 1, true)]
    [InlineData(RetryDefaults.BodyLimit + 1, false)]
    [InlineData(3 * RetryDefaults.BodyLimit, false)]
    public async Task Body_up_to_the_limit_arrives_whole(int size, bool announced)
    {
        using var answer = await PostAsync(size, announced);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(size, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("length").GetInt32());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_over_the_limit_is_a_413_problem_and_reaches_no_replica(bool announced)
    {
        using var answer = await PostAsync((1024 * 1024) + 1, announced);

        await answer.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Headers_over_the_limit_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/requests");
        request.Headers.TryAddWithoutValidation("X-Large", new string('a', LimitDefaults.HeadersSize));
        using var answer = await _stage.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(int size, bool announced)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/requests");
        request.Content = new ByteArrayContent([.. Enumerable.Repeat((byte)'x', size)]);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = !announced;
        return await _stage.Client.SendAsync(request);
    }
}
