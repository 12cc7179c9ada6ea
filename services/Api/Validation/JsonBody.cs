using Distribution.ServiceDefaults.Bodies;
using Distribution.ServiceDefaults.Errors;

namespace Distribution.Api.Validation;

/// <summary>A request's body: its bytes, for the fingerprint of a key, and its fields.</summary>
internal sealed class JsonBody
{
    // The largest policy fits twice; it is an object with lists of texts.
    private static readonly JsonObjectLimits Limits = new(Largest: 32 * 1024, Deepest: 4);

    private JsonBody(JsonObjectBody body)
    {
        Bytes = body.Bytes;
        Refusal = body.Refusal;
        Fields = body.Refusal is null ? Fields.From(body.Root) : null!;
    }

    public byte[] Bytes { get; }

    /// <summary>Valid while <see cref="Refusal"/> is null.</summary>
    public Fields Fields { get; }

    public Refusal? Refusal { get; }

    /// <inheritdoc cref="JsonObjectBody.ReadAsync"/>
    public static async Task<JsonBody> ReadAsync(HttpContext context) => new(await JsonObjectBody.ReadAsync(context, Limits));
}
