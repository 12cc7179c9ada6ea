using System.Text.Json.Nodes;
using Distribution.Api.Events;

namespace Distribution.Api.Requests;

internal static class RequestEvents
{
    public static AuditEvent Created(AccessRequest request) => new(
        request.BreakGlass ? AuditActions.RequestBreakGlass : AuditActions.RequestCreated,
        request.Requester,
        Subject(request.Id),
        new JsonObject
        {
            ["policy"] = request.Policy,
            ["role"] = request.Role,
            ["target"] = request.Target,
            ["durationSeconds"] = request.DurationSeconds,
            ["reason"] = request.Reason,
        });

    public static AuditEvent Decided(string action, string actor, AccessRequest request, string? comment)
    {
        var details = new JsonObject { ["requester"] = request.Requester, ["role"] = request.Role, ["target"] = request.Target };
        if (comment is not null)
        {
            details["comment"] = comment;
        }

        return new(action, actor, Subject(request.Id), details);
    }

    public static AuditEvent Lapsed(string actor, Guid id, string requester)
        => new(AuditActions.RequestLapsed, actor, Subject(id), new JsonObject { ["requester"] = requester });

    private static string Subject(Guid id) => $"request/{id}";
}
