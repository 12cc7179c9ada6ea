using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Orchestration;
using Distribution.Servers;

namespace Distribution.Engine.Tests.Orchestration;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Line_has_its_time_stream_and_text()
    {
        using (var file = new LogFile(_folder["a.log"], 1000))
        {
            file.Append([new LogLine(1, "2026-01-02T03:04:05.678Z hello world", IsErrorMessage: false), new LogLine(2, "2026-01-02T03:04:05.679Z ", IsErrorMessage: true)]);
        }

        Assert.Equal(["2026-01-02T03:04:05.678Z stdout hello world", "2026-01-02T03:04:05.679Z stderr "], File.ReadLines(_folder["a.log"]));
    }

    [Fact]
    public void New_run_keeps_the_file_of_the_run_before_and_no_older()
    {
        foreach (var run in new[] { "one", "two", "three" })
        {
            using var file = new LogFile(_folder["a.log"], 1000);
            file.Append([new LogLine(1, $"T {run}", IsErrorMessage: false)]);
        }

        Assert.Equal("T stdout three", Assert.Single(File.ReadLines(_folder["a.log"])));
        Assert.Equal("T stdout two", Assert.Single(File.ReadLines(_folder["a.log.1"])));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void File_that_grows_over_the_limit_is_put_aside()
    {
        using var file = new LogFile(_folder["a.log"], 100);

        for (var number = 0; number < 1000; number++)
        {
            file.Append([new LogLine(number, $"T line {number}", IsErrorMessage: false)]);
        }

        Assert.EndsWith("line 999", File.ReadLines(_folder["a.log"]).Last());
        Assert.All(Directory.GetFiles(_folder.Path), path => Assert.InRange(new FileInfo(path).Length, 1, 200));
    }
}
