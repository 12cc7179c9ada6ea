using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Distribution.Api.Tests;

/// <summary>Somebody who uses the Api, by the token that they send; null for none.</summary>
internal sealed class Person(HttpClient client, string name, string? token)
{
    public string Name => name;

    public Task<Answered> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public Task<Answered> PutAsync(string path, object body, params (string, string)[] headers)
        => SendAsync(HttpMethod.Put, path, JsonContent.Create(body), null, headers);

    public Task<Answered> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, null);

    public Task<Answered> PostAsync(string path, object? body = null, string? key = null)
        => SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), key ?? $"{Guid.NewGuid()}");

    public Task<Answered> PostTextAsync(string path, string body, string? key = null)
        => SendAsync(HttpMethod.Post, path, new StringContent(body, new MediaTypeHeaderValue("application/json")), key ?? $"{Guid.NewGuid()}");

    public async Task<Answered> SendAsync(
        HttpMethod method, string path, HttpContent? content, string? key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        foreach (var (header, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await client.SendAsync(request);
        return await Answered.FromAsync(response);
    }
}
