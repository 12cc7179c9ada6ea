using System.Net;
using System.Text.Json;

namespace Distribution.Api.Tests;

/// <summary>What the Api answered.</summary>
internal sealed record Answered(HttpStatusCode Status, string? MediaType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public bool IsReplay => Headers.ContainsKey("Idempotency-Replayed");

    public string this[string field] => Json.GetProperty(field).ToString();

    public static async Task<Answered> FromAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(),
        response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value)));

    public Answered Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)status} was expected: {this}");
        return this;
    }

    public Answered IsProblem(HttpStatusCode status, string kind)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal($"urn:distribution:problem:{kind}", this["type"]);
        Assert.NotEmpty(this["traceId"]);
        return this;
    }

    public Answered Names(string field)
    {
        Assert.True(Json.GetProperty("errors").TryGetProperty(field, out _), $"The field {field} should be named: {this}");
        return this;
    }

    public override string ToString() => $"{(int)Status} {MediaType} {Body}";
}
