using System.Text.Json;

namespace Distribution.Api.Tests;

/// <summary>A message in the outbox, and where it stands there.</summary>
internal sealed record Sent(long Position, Guid Id, JsonElement Payload)
{
    public JsonElement Details => Payload.GetProperty("details");

    public string Actor => Payload.GetProperty("actor").GetString()!;
}
