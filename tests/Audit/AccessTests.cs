using System.Net;

namespace Distribution.Audit.Tests;

/// <summary>Every endpoint with every kind of caller.</summary>
public sealed class AccessTests(Database database)
{
    [Fact]
    public async Task Endpoints_are_open_to_those_they_are_for_and_to_nobody_else()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        var issuer = database.Issuer;
        (string Name, string? Token)[] callers =
        [
            ("nobody", null),
            ("expired", issuer.ExpiredToken("auditor", "auditor")),
            ("forged", issuer.ForgedToken("auditor", "auditor")),
            ("nonsense", "nonsense"),
            ("service", issuer.ServiceToken("api")),
            .. new[] { "requester", "approver", "operator", "auditor" }.Select(role => (role, (string?)issuer.UserToken(role, role))),
        ];
        string[] unknown = ["nobody", "expired", "forged", "nonsense"];

        foreach (var (name, token) in callers)
        {
            foreach (var path in new[] { "/audit", "/audit/head", "/audit/verify" })
            {
                (await audit.GetAsync(path, token)).Is(name == "auditor" ? HttpStatusCode.OK : unknown.Contains(name) ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
            }

            var post = await audit.SendAsync(HttpMethod.Post, "/internal/messages", token, Messages.Batch(Messages.Of(1)));
            post.Is(name == "service" ? HttpStatusCode.OK : unknown.Contains(name) ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
        }
    }
}
