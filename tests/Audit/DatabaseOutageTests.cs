using System.Net;
using Distribution.Servers;

namespace Distribution.Audit.Tests;

public sealed class DatabaseOutageTests
{
    [Fact]
    public async Task Database_that_was_killed_and_is_back_continues_the_same_chain()
    {
        await using var database = new Database();
        await database.InitializeAsync();
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 20);
        var batch = Messages.Batch(Messages.Of(21), Messages.Of(22));

        await database.Server.KillAsync();
        (await audit.PostAsync(batch)).Is(HttpStatusCode.ServiceUnavailable);
        (await audit.GetAsync("/audit")).Is(HttpStatusCode.ServiceUnavailable);
        await database.Server.StartAgainAsync();

        await Eventually.True(async () => (await audit.PostAsync(batch)).Status == HttpStatusCode.OK, TimeSpan.FromSeconds(30), "records are taken again");
        var report = (await audit.GetAsync("/audit/verify")).Is(HttpStatusCode.OK).Json;
        Assert.True(report.GetProperty("valid").GetBoolean(), report.GetRawText());
        Assert.Equal(22, report.GetProperty("records").GetInt64());
    }
}
