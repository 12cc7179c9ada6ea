using System.Text.Json.Nodes;
using Distribution.Api.Events;

namespace Distribution.Api.Grants;

internal static class GrantEvents
{
    public static AuditEvent Of(string action, string actor, Grant grant, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var details = new JsonObject
        {
            ["requestId"] = grant.RequestId,
            ["grantee"] = grant.Grantee,
            ["role"] = grant.Role,
            ["target"] = grant.Target,
            ["state"] = grant.State,
        };
        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                details[name] = value;
            }
        }

        return new(action, actor, $"grant/{grant.Id}", details);
    }

    /// <summary>How long somebody had access after its time, in seconds to the millisecond; null when it ended before.</summary>
    public static JsonNode? Overstay(Grant grant, DateTimeOffset? until)
        => until > grant.ExpiresAt ? Math.Round((until.Value - grant.ExpiresAt).TotalSeconds, 3) : null;
}
