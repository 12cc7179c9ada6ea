using System.Text.Json.Nodes;

namespace Distribution.Api.Events;

/// <summary>One change, for the audit chain.</summary>
/// <param name="Action">What happened, one of <see cref="AuditActions"/>.</param>
/// <param name="Actor">Who did it: a caller, or the service whose job it was.</param>
/// <param name="Subject">To what: <c>request/ID</c>, <c>grant/ID</c> or <c>policy/NAME</c>. The records of a subject stay in their order.</param>
/// <param name="Details">The values that mattered.</param>
internal sealed record AuditEvent(string Action, string Actor, string Subject, JsonObject Details);
