using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Replicas;

namespace Distribution.Hosting.Tests.Replicas;

public sealed class ReplicaSetStateTests
{
    [Theory]
    [InlineData("Waiting", false, null, null, null)]
    [InlineData("Waiting", false, "Waiting", "Waiting", "Waiting")]
    [InlineData("Starting", false, "Running", "Starting", "Waiting")]
    [InlineData("Starting", false, "Running", "Running", "Starting")]
    [InlineData("Running", false, "Running", "Running", "Running")]
    [InlineData("Running", true, "Running", "Exited", "Starting")]
    [InlineData("Starting", true, "Exited", "Exited", "Starting")]
    [InlineData("Exited", true, "Exited", "Exited", "Finished")]
    [InlineData("FailedToStart", false, "FailedToStart", "Exited", "Exited")]
    public void Set_is_in_the_state_its_members_give_it(string expected, bool ran, params string?[] members) =>
        Assert.Equal(expected, ReplicaSetState.Of([.. members.Select(Snapshot)], ran));

    private static CustomResourceSnapshot? Snapshot(string? state) =>
        state is null ? null : new CustomResourceSnapshot { ResourceType = "Project", Properties = [], State = state };
}
