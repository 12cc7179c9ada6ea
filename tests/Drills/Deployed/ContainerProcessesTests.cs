using Distribution.Drills.Targets.Deployed;

namespace Distribution.Drills.Tests.Deployed;

public sealed class ContainerProcessesTests
{
    [Theory]
    [InlineData("Name:\tservice\nNSpid:\t16644\t1\nVmPeak:\t1 kB", 1)]
    [InlineData("Name:\tservice\nNSpid:\t16650\t12\t7", 7)]
    [InlineData("Name:\tbash\nNSpid:\t16650", 16650)]
    [InlineData("", 0)]
    public void First_process_of_a_container_is_known_by_its_innermost_number(string status, int expected) => Assert.Equal(expected, ContainerProcesses.InnerId(status));

    [Fact]
    public void Container_of_another_machine_has_no_processes_here_and_a_short_name_is_no_id()
    {
        Assert.Empty(ContainerProcesses.Of("6ebcb4e71c39771dc98af27dde8087b3b9f7de910e66cc4f8f9ce994cb3d9027"));
        Assert.Empty(ContainerProcesses.Of("/"));
        Assert.NotNull(ContainerProcesses.Lack("6ebcb4e71c39771dc98af27dde8087b3b9f7de910e66cc4f8f9ce994cb3d9027"));
    }
}
