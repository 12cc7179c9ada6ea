using System.Text.Json.Nodes;

namespace Distribution.Worker.Auditing;

/// <summary>One change, for the audit chain.</summary>
internal sealed record AuditEvent(string Action, string Actor, string Subject, JsonObject Details);
