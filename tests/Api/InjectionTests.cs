using System.Net;

namespace Distribution.Api.Tests;

public sealed class InjectionTests(AccessServers servers)
{
    [Theory]
    [InlineData("'; DROP TABLE policies; --")]
    [InlineData("x\r\nX-Injected: yes")]
    [InlineData("../../etc/passwd")]
    [InlineData("a\0b")]
    [InlineData("<script>")]
    public async Task Name_that_is_a_statement_or_a_header_is_refused_and_its_field_named(string text)
    {
        var ada = servers.One.As("ada", "operator", "requester");

        (await ada.PostAsync("/requests", Wishes.Wish(target: text))).IsProblem(HttpStatusCode.BadRequest, "invalid").Names("target");
        (await ada.PostAsync("/requests", Wishes.Wish(role: text))).IsProblem(HttpStatusCode.BadRequest, "invalid").Names("role");
        (await ada.PutAsync($"/policies/{Uri.EscapeDataString(text)}", PolicyTests.Terms("reader"))).Is(HttpStatusCode.BadRequest);
        (await ada.GetAsync("/policies")).Is(HttpStatusCode.OK);
    }
}
