using System.Net;
using System.Text.Json;
using Distribution.Servers;

namespace Distribution.Api.Tests;

public sealed class DescriptionTests(AccessServers servers)
{
    [Fact]
    public async Task OpenApi_document_describes_every_public_path_and_no_internal_one()
    {
        var document = await DocumentAsync();

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToArray();
        Assert.Equal(
            [
                "/grants", "/grants/{id}", "/grants/{id}/check", "/grants/{id}/review", "/grants/{id}/revoke", "/grants/{id}/use", "/policies", "/policies/{name}",
                "/requests", "/requests/{id}", "/requests/{id}/approve", "/requests/{id}/deny",
            ],
            paths.Order());
        Assert.True(Schema(document, "Ask").TryGetProperty("durationSeconds", out _));
        Assert.True(Schema(document, "Policy").TryGetProperty("longestSeconds", out _));
    }

    [Fact]
    public async Task OpenApi_document_names_the_headers_that_a_caller_has_to_send()
    {
        var document = await DocumentAsync();

        var post = document.GetProperty("paths").GetProperty("/requests").GetProperty("post").GetProperty("parameters").EnumerateArray();
        Assert.Equal(["Idempotency-Key"], post.Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString());
        Assert.Equal("token", Assert.Single(document.GetProperty("security")[0].EnumerateObject()).Name);
    }

    // The first ones may be refused with 503 while the document is being made.
    private async Task<JsonElement> DocumentAsync()
    {
        Answered? answered = null;
        await Eventually.True(async () =>
        {
            using var response = await servers.One.Client.GetAsync("/openapi/v1.json");
            answered = await Answered.FromAsync(response);
            return answered.Status == HttpStatusCode.OK;
        });
        return answered!.Json;
    }

    private static JsonElement Schema(JsonElement document, string name)
        => document.GetProperty("components").GetProperty("schemas").GetProperty(name).GetProperty("properties");
}
