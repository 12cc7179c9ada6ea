using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Api.Events;

namespace Distribution.Api.Policies;

internal static class PolicyEvents
{
    /// <summary>With the whole policy: what was allowed when is what an audit asks for first.</summary>
    public static AuditEvent Of(string action, string actor, Policy policy)
        => new(action, actor, $"policy/{policy.Name}", (JsonObject)JsonSerializer.SerializeToNode(policy, ApiJson.Default.Policy)!);
}
