using Distribution.Engine.Dcp;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Dcp;

public sealed class DcpOutputTests : IAsyncLifetime
{
    private readonly DcpRun _dcp = new();

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealDcp.IsThere, RealDcp.Absent);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _dcp.DisposeAsync();

    [Fact]
    public async Task Lines_of_all_shapes_arrive_whole()
    {
        var client = await _dcp.ClientAsync();
        await client.CreateAsync(DcpRun.Shell("shapes", "echo first; echo; echo '  indented'; head -c 200000 /dev/zero | tr '\\0' x; echo; printf 'no end'"), CancellationToken.None);

        var status = await _dcp.WhenAsync("shapes", status => status.HasEnded);
        using var output = new DcpOutput(status.StdOutFile!, TimeProvider.System);
        var lines = output.Read(atEnd: true);

        Assert.Equal(["first", "", "  indented", new string('x', 200000), "no end"], lines.Select(line => line.Text));
        Assert.All(lines, line => Assert.InRange(line.Time, DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100)));
    }

    [Fact]
    public async Task Line_is_readable_soon_after_it_was_written()
    {
        var client = await _dcp.ClientAsync();
        await client.CreateAsync(DcpRun.Shell("slow", "echo one; sleep 0.5; date +%s%3N; exec sleep 1000"), CancellationToken.None);
        var status = await _dcp.WhenAsync("slow", status => status.StdOutFile is not null);
        using var output = new DcpOutput(status.StdOutFile!, TimeProvider.System);

        var lines = new List<DcpOutputLine>();
        await Eventually.True(() =>
        {
            lines.AddRange(output.Read(atEnd: false));
            return lines.Count == 2;
        });
        var delay = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - long.Parse(lines[1].Text);

        TestContext.Current.TestOutputHelper?.WriteLine($"readable after {delay} ms");
        Assert.InRange(delay, 0, 1000);
    }
}
