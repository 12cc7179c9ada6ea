using System.Text.Json.Serialization;

namespace Distribution.Identity.Keys;

/// <summary>
/// A key's life: it is published as <see cref="Next"/> before it signs anything, so that every verifier knows it when its first token comes; it signs as <see cref="Current"/>; as <see cref="Retired"/> it stays
/// published until its last token is over. From each of these it may become <see cref="Withdrawn"/>, for good: then it is not published any more, and named in the list of withdrawn keys.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<KeyState>))]
internal enum KeyState
{
    [JsonStringEnumMemberName("next")]
    Next,

    [JsonStringEnumMemberName("current")]
    Current,

    [JsonStringEnumMemberName("retired")]
    Retired,

    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,
}
