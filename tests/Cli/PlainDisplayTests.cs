using Distribution.Cli.Display;
using Distribution.Machine.Control;

namespace Distribution.Cli.Tests;

public sealed class PlainDisplayTests
{
    private static readonly ResourceStatus Waiting = new("api-1", "Project", null, "Waiting", false, null, [], null, null, ["migrations"], null, null, null);

    [Fact]
    public void Change_is_one_line_and_no_change_is_none()
    {
        var output = new StringWriter();
        var display = new PlainDisplay(output);

        display.Update(Status(Waiting));
        display.Update(Status(Waiting));
        display.Update(Status(Waiting with { State = "Running", Healthy = true, WaitingFor = [] }));

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("api-1                Waiting  (waits for migrations)", lines[0]);
        Assert.EndsWith("api-1                healthy", lines[1]);
    }

    [Fact]
    public void Completed_job_is_settled_and_a_crashed_one_has_failed()
    {
        var completed = Waiting with { State = "Finished", ExitCode = 0 };
        var crashed = Waiting with { State = "Exited", ExitCode = 3 };

        Assert.True(completed.IsSettled);
        Assert.Equal("completed", ResourceText.State(completed));
        Assert.True(crashed.HasFailed);
        Assert.Equal("ended with exit code 3", ResourceText.State(crashed));
    }

    private static TopologyStatus Status(ResourceStatus resource) => new("t", false, null, null, [resource]);
}
