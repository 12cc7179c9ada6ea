using System.Net;
using Npgsql;

namespace Distribution.Audit.Tests;

public sealed class RecordTests(Database database)
{
    [Fact]
    public async Task Message_becomes_one_record_however_often_it_comes()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        var id = Guid.CreateVersion7();
        var batch = Messages.Batch(Messages.Of(id, Messages.Payload(1)));

        Assert.Equal("""{"accepted":1,"duplicates":0,"rejected":[]}""", (await audit.PostAsync(batch)).Is(HttpStatusCode.OK).Body);
        Assert.Equal("""{"accepted":0,"duplicates":1,"rejected":[]}""", (await audit.PostAsync(batch)).Is(HttpStatusCode.OK).Body);

        var item = Assert.Single((await audit.GetAsync("/audit")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(id, item.GetProperty("messageId").GetGuid());
        Assert.Equal("request.approved actor-1 request/1 access", $"{item.GetProperty("action")} {item.GetProperty("actor")} {item.GetProperty("subject")} {item.GetProperty("source")}");
        Assert.Equal("""{ "n" : 1.50, "text":"\u00e9é" }""", item.GetProperty("details").GetRawText());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", item.GetProperty("traceId").GetString());
        Assert.Equal(new string('0', 64), item.GetProperty("previousHash").GetString());
    }

    [Theory]
    [InlineData("""{"action":"a","actor":"b","subject":"c"}""", "job", "type")]
    [InlineData("""[]""", "audit", "object")]
    [InlineData("""{"actor":"b","subject":"c"}""", "audit", "action")]
    [InlineData("""{"action":"a","actor":7,"subject":"c"}""", "audit", "actor")]
    [InlineData("""{"action":"a","actor":"b\u0000","subject":"c"}""", "audit", "actor")]
    [InlineData("""{"action":"a","actor":"b","subject":""}""", "audit", "subject")]
    [InlineData("""{"action":"a","actor":"b","subject":"\ud800"}""", "audit", "payload")]
    public async Task Message_that_is_no_record_is_rejected_with_the_reason_and_the_others_are_recorded(string payload, string type, string named)
    {
        await using var audit = await RunningAudit.StartAsync(database);
        var id = Guid.CreateVersion7();

        var verdicts = (await audit.PostAsync(Messages.Batch(Messages.Of(1), Messages.Of(id, payload, type), Messages.Of(2)))).Is(HttpStatusCode.OK).Json;

        Assert.Equal(2, verdicts.GetProperty("accepted").GetInt32());
        var rejection = Assert.Single(verdicts.GetProperty("rejected").EnumerateArray());
        Assert.Equal(id, rejection.GetProperty("id").GetGuid());
        Assert.Contains(named, rejection.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Pages_and_filters_give_each_record_once_in_order()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 60);

        var pages = new List<long>();
        for (var path = "/audit?actor=actor-2&limit=5"; path is not null;)
        {
            var page = (await audit.GetAsync(path)).Is(HttpStatusCode.OK);
            pages.AddRange(page.Sequences);
            path = page.Link?.Split('<', '>')[1];
        }

        Assert.Equal(Enumerable.Range(1, 60).Where(n => n % 5 == 2).Select(n => (long)n), pages);
        Assert.Equal(new long[] { 9 }, (await audit.GetAsync("/audit?subject=request/9")).Sequences);
        Assert.Equal(20, (await audit.GetAsync("/audit?action=request.denied&limit=200")).Sequences.Length);
        Assert.Equal(50, (await audit.GetAsync("/audit")).Sequences.Length);
        Assert.Equal(new long[] { 59, 60 }, (await audit.GetAsync("/audit?after=58")).Sequences);
        Assert.Empty((await audit.GetAsync("/audit?from=2026-01-02T00:00:00Z")).Sequences);
        Assert.Equal(50, (await audit.GetAsync("/audit?from=2026-01-01&to=2026-01-01T00:00:01Z")).Sequences.Length);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("after=-1", "after")]
    [InlineData("after=99999999999999999999", "after")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=%00", "to")]
    [InlineData("subject=", "subject")]
    [InlineData("actor=a%00b", "actor")]
    [InlineData("actor=a%0d%0aX: y", "actor")]
    [InlineData("action=%1b", "action")]
    [InlineData("colour=red", "colour")]
    public async Task Query_that_is_not_understood_is_refused_by_parameter(string query, string named)
    {
        await using var audit = await RunningAudit.StartAsync(database);

        var answer = (await audit.GetAsync($"/audit?{query}")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(named, out _), answer.Body);
    }

    [Fact]
    public async Task Text_that_looks_like_a_statement_is_only_a_text()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 3);

        Assert.Empty((await audit.GetAsync("/audit?actor=" + Uri.EscapeDataString("' OR 1=1; DROP TABLE chain_records; --"))).Is(HttpStatusCode.OK).Sequences);
        Assert.Equal(3, (await audit.GetAsync("/audit")).Sequences.Length);
    }

    [Theory]
    [InlineData("UPDATE chain_records SET actor = 'somebody'")]
    [InlineData("DELETE FROM chain_records")]
    [InlineData("TRUNCATE chain_records")]
    [InlineData("DELETE FROM chain_head")]
    public async Task Service_itself_may_not_change_or_remove_records(string statement)
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={database.Server.Port};Database={audit.Name};Username=audit;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }
}
