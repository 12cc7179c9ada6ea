using System.Net;

namespace Distribution.Api.Tests;

public sealed class PagingTests(AccessServers servers)
{
    private readonly string _ada = Wishes.Unique("ada");

    [Fact]
    public async Task Pages_give_each_item_once_while_others_are_added()
    {
        var before = new List<string>();
        for (var count = 0; count < 7; count++)
        {
            before.Add(await servers.One.AskAsync(_ada));
        }

        var seen = new List<string>();
        var pages = 0;
        var next = $"/requests?requester={_ada}&limit=3";
        while (next is not null)
        {
            var page = (await servers.Two.As(_ada).GetAsync(next)).Is(HttpStatusCode.OK);
            var items = page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!).ToArray();
            Assert.InRange(items.Length, 1, 3);
            seen.AddRange(items);
            next = page.Headers.TryGetValue("Link", out var link) ? link[1..link.IndexOf('>')] : null;
            Assert.Equal(next is not null, page.Json.TryGetProperty("nextCursor", out _));
            if (pages++ < 2)
            {
                await servers.One.AskAsync(_ada);
            }
        }

        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(before, seen.Take(7));
        Assert.Equal(9, seen.Count);
    }

    [Fact]
    public async Task Lists_are_filtered_by_state_and_person()
    {
        var grant = await servers.One.GrantAsync(_ada);
        var pending = await servers.One.AskAsync(_ada);

        var requests = await servers.One.As(_ada).GetAsync($"/requests?requester={_ada}&state=pending");
        var grants = await servers.One.As(_ada).GetAsync($"/grants?grantee={_ada}&state=active");

        Assert.Equal(pending, Assert.Single(requests.Json.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(grant, Assert.Single(grants.Json.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Policies_are_paged_by_name()
    {
        var first = await servers.One.As(_ada).GetAsync("/policies?limit=1");

        var second = await servers.One.As(_ada).GetAsync($"/policies?limit=1&after={first["nextCursor"]}");

        Assert.Equal("development-administrator", first.Json.GetProperty("items")[0].GetProperty("name").GetString());
        Assert.Equal("development-operator", second.Json.GetProperty("items")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("/requests?limit=0", "limit")]
    [InlineData("/requests?limit=201", "limit")]
    [InlineData("/requests?limit=ten", "limit")]
    [InlineData("/requests?limit=1&limit=2", "limit")]
    [InlineData("/grants?after=' OR 1=1 --", "after")]
    [InlineData("/policies?after=%00", "after")]
    [InlineData("/grants?state=gone", "state")]
    [InlineData("/grants?grantee=a%0d%0ab", "grantee")]
    [InlineData("/grants?review=' OR 1=1 --", "review")]
    public async Task Bad_query_names_its_parameter(string path, string parameter)
        => (await servers.One.As(_ada).GetAsync(path)).IsProblem(HttpStatusCode.BadRequest, "invalid").Names(parameter);
}
