using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Dashboard.Mapping;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Tests.Dashboard;

public sealed class ResourceMapperTests
{
    private static readonly DateTime Moment = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
    private static readonly CustomResourceSnapshot Empty = new() { ResourceType = "Cluster", Properties = [] };

    private readonly ResourceMapper _mapper = new(TimeProvider.System);

    public static TheoryData<string, CustomResourceSnapshot> Snapshots => new()
    {
        { "nothing but a type", Empty },
        { "no type", Empty with { ResourceType = "" } },
        { "all there is", Full() },
        {
            "what is wrong or left out",
            Empty with
            {
                State = new ResourceStateSnapshot("", null),
                CreationTimeStamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
                StartTimeStamp = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local),
                Properties = [new("", "without a name"), new(" ", 1), new("null", null), new("nested", new[] { "a", null }), new("object", new Version(1, 2)), new("twice", 1), new("twice", 2)],
                Urls = [new(null, "tcp://127.0.0.1:1", IsInternal: false)],
                Commands = [Command("", "no name"), Command("no-title", ""), Command("odd", "Odd") with { State = (ResourceCommandState)77, IconName = "Play", IconVariant = (IconVariant)77 }],
                EnvironmentVariables = [new("UNSET", null, IsFromSpec: false)],
            }
        },
        {
            "lists that were never set",
            Empty with { Properties = default, Urls = default, Commands = default, EnvironmentVariables = default, Relationships = default }
        },
    };

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Message_has_everything_without_which_the_dashboard_stops_watching(string what, CustomResourceSnapshot snapshot)
    {
        var message = Map(snapshot);

        Assert.Empty(RequiredFields.MissingFrom(message).Select(missing => $"{what}: {missing}"));
    }

    [Fact]
    public void Message_without_what_is_required_is_recognised()
    {
        var message = new Wire.Resource
        {
            Urls = { new Wire.Url() },
            Commands = { new Wire.ResourceCommand { State = (Wire.ResourceCommandState)9 } },
            Properties = { new Wire.ResourceProperty(), new Wire.ResourceProperty { Value = new Value() } },
        };

        Assert.Equal(
            ["name", "resource_type", "display_name", "created_at", "display_properties", "full_url", "name", "display_name", "state", "name", "value", "name", "value"],
            RequiredFields.MissingFrom(message).Select(missing => missing.Split(' ')[0]));
    }

    [Fact]
    public void Snapshot_mapped_twice_gives_equal_messages()
    {
        Assert.Equal(Map(Full()), Map(Full()));
    }

    [Fact]
    public void Fields_are_taken_over()
    {
        var message = Map(Full());

        Assert.Equal(("postgres", "postgres", "Cluster", "Running", "success"), (message.Name, message.DisplayName, message.ResourceType, message.State, message.StateStyle));
        Assert.Equal((Moment, Moment.AddSeconds(1), Moment.AddSeconds(2)), (message.CreatedAt.ToDateTime(), message.StartedAt.ToDateTime(), message.StoppedAt.ToDateTime()));
        Assert.Equal(new Wire.Url { EndpointName = "tcp", FullUrl = "tcp://127.0.0.1:5432", DisplayProperties = new() { DisplayName = "primary", SortOrder = 3 } }, Assert.Single(message.Urls));
        Assert.Equal(new Wire.EnvironmentVariable { Name = "A", Value = "b", IsFromSpec = true }, Assert.Single(message.Environment));
        Assert.Equal(new Wire.HealthReport { Key = "sql", Status = Wire.HealthStatus.Degraded, Description = "lags", Exception = "none" }, Assert.Single(message.HealthReports));
        Assert.Equal(new Wire.ResourceRelationship { ResourceName = "valkey", Type = "Reference" }, Assert.Single(message.Relationships));
        Assert.Equal(
            new Wire.ResourceCommand { Name = "promote", DisplayName = "Promote", DisplayDescription = "Makes it the primary", ConfirmationMessage = "Sure?", IsHighlighted = true, IconName = "ArrowUp", IconVariant = Wire.IconVariant.Filled },
            Assert.Single(message.Commands));
    }

    [Fact]
    public void Properties_that_the_dashboard_does_not_derive_are_sent_too()
    {
        var properties = Map(Full()).Properties.ToDictionary(p => p.Name, p => p.Value);

        Assert.Equal("postgres", properties["resource.displayName"].StringValue);
        Assert.Equal("Running", properties["resource.state"].StringValue);
        Assert.Equal("Degraded", properties["resource.healthState"].StringValue);
        Assert.Equal("2026-03-04T05:06:08.0000000Z", properties["resource.startTime"].StringValue);
        Assert.Equal(3, properties["resource.exitCode"].NumberValue);
        Assert.Equal(77, properties["executable.pid"].NumberValue);
        Assert.Equal(["a", "b"], properties["executable.args"].ListValue.Values.Select(v => v.StringValue));
    }

    [Fact]
    public void Roles_lags_and_terms_are_titled_and_highlighted_and_the_dashboards_own_are_not()
    {
        var properties = Map(Full()).Properties.ToDictionary(p => p.Name);

        Assert.Equal([("Role", true), ("Term", true), ("Lag (bytes)", true)], new[] { "node.role", "cluster.term", "node.lag" }.Select(n => (properties[n].DisplayName, properties[n].IsHighlighted)));
        Assert.Equal([0, 1, 2], new[] { "node.role", "cluster.term", "node.lag" }.Select(n => properties[n].SortOrder));
        Assert.Equal((false, false, false), (properties["executable.pid"].HasDisplayName, properties["executable.pid"].IsHighlighted, properties["executable.pid"].HasSortOrder));
    }

    [Fact]
    public void Secret_property_is_marked_sensitive()
    {
        var message = Map(Empty with { Properties = [new("password", "hidden") { IsSensitive = true }, new("open", "seen")] });

        Assert.Equal([true, false], message.Properties.Where(p => p.Name is "password" or "open").Select(p => p.IsSensitive));
    }

    private Wire.Resource Map(CustomResourceSnapshot snapshot) => _mapper.Map(new ResourceEvent(new Cluster("postgres"), "postgres", snapshot));

    private static ResourceCommandSnapshot Command(string name, string title) => new(name, ResourceCommandState.Enabled, title, null, null, null, null, null, IsHighlighted: false);

    private static CustomResourceSnapshot Full() => Empty with
    {
        State = new ResourceStateSnapshot("Running", "success"),
        ExitCode = 3,
        CreationTimeStamp = Moment,
        StartTimeStamp = Moment.AddSeconds(1),
        StopTimeStamp = Moment.AddSeconds(2),
        IconName = "DatabaseMultiple",
        Properties = [new("node.lag", 12L), new("node.role", "primary"), new("cluster.term", 7L), new("executable.pid", 77) { DisplayName = "ignored" }, new("executable.args", ImmutableArray.Create("a", "b"))],
        Urls = [new("tcp", "tcp://127.0.0.1:5432", IsInternal: false) { DisplayProperties = new("primary", 3) }],
        EnvironmentVariables = [new("A", "b", IsFromSpec: true)],
        Relationships = [new("valkey", "Reference")],
        Commands = [new("promote", ResourceCommandState.Enabled, "Promote", "Makes it the primary", null, "Sure?", "ArrowUp", IconVariant.Filled, IsHighlighted: true)],
        HealthReports = [new("sql", HealthStatus.Degraded, "lags", "none")],
    };

    private sealed class Cluster(string name) : Resource(name);
}
