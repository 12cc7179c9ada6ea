using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Idempotency;

/// <summary>What a keyed request was answered, in the form in which it is kept.</summary>
internal sealed record Answer(int Status, string? Location, byte[] Body)
{
    public bool IsRefusal => Status >= StatusCodes.Status400BadRequest;

    public static Answer Ok<T>(T view, JsonTypeInfo<T> type)
        => new(StatusCodes.Status200OK, null, JsonSerializer.SerializeToUtf8Bytes(view, type));

    public static Answer Created<T>(string location, T view, JsonTypeInfo<T> type)
        => new(StatusCodes.Status201Created, location, JsonSerializer.SerializeToUtf8Bytes(view, type));

    public static Answer Refused(Refusal refusal)
        => new(refusal.Status, null, JsonSerializer.SerializeToUtf8Bytes(refusal, ApiJson.Default.Refusal));

    public Refusal Refusal()
        => JsonSerializer.Deserialize(Body, ApiJson.Default.Refusal) ?? throw new InvalidOperationException("A stored refusal is empty.");
}
