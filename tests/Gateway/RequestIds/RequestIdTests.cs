using System.Net.Http.Json;

namespace Distribution.Gateway.Tests.RequestIds;

[Collection(StageCollection.Name)]
public sealed class RequestIdTests(StageFixture fixture)
{
    [Theory]
    [InlineData("order-17.a_b:c")]
    [InlineData("0af7651916cd43dd8448eb211c80319c")]
    public async Task Harmless_id_is_kept_passed_on_and_returned(string id)
    {
        var (returned, seen) = await SendAsync(id);

        Assert.Equal(id, returned);
        Assert.Equal(id, seen);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("<script>")]
    [InlineData("quoted\"")]
    [InlineData("a,b")]
    public async Task Harmful_id_is_replaced(string id)
    {
        var (returned, seen) = await SendAsync(id);

        Assert.NotEqual(id, returned);
        Assert.Equal(returned, seen);
        Assert.Matches("^[0-9a-f]{32}$", returned);
    }

    [Fact]
    public async Task Id_that_is_too_long_is_replaced()
    {
        var (returned, _) = await SendAsync(new string('a', 200));

        Assert.Equal(32, returned.Length);
    }

    [Fact]
    public async Task Missing_id_is_made()
    {
        var (returned, seen) = await SendAsync(null);

        Assert.Matches("^[0-9a-f]{32}$", returned);
        Assert.Equal(returned, seen);
    }

    private async Task<(string Returned, string Seen)> SendAsync(string? id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/requests/echo");
        if (id is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Request-Id", id);
        }

        using var answer = await fixture.Stage.Client.SendAsync(request);
        var echo = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Dictionary<string, string>>();
        return (Assert.Single(answer.Headers.GetValues("X-Request-Id")), echo!.Single(field => field.Key.Equals("X-Request-Id", StringComparison.OrdinalIgnoreCase)).Value);
    }
}
