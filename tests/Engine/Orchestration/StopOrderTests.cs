using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Orchestration;

namespace Distribution.Engine.Tests.Orchestration;

public sealed class StopOrderTests
{
    [Fact]
    public void Levels_begin_with_what_nobody_waits_for()
    {
        var db = Process("db");
        var api = Process("api", db);
        var gateway = Process("gateway", api);
        var scheduler = Process("scheduler", db);

        Assert.Equal(["gateway", "api,scheduler", "db"], Levels(db, api, gateway, scheduler));
    }

    [Fact]
    public void Wait_for_a_database_means_all_members_of_its_cluster()
    {
        var cluster = new Cluster("cluster");
        var primary = new Member("primary", cluster);
        var standby = new Member("standby", cluster);
        standby.Annotations.Add(new WaitAnnotation(primary, WaitType.WaitUntilHealthy));
        var api = Process("api", new Part("database", cluster));

        Assert.Equal(["api", "standby", "primary"], Levels(primary, standby, api));
    }

    [Fact]
    public void Circle_of_waits_still_has_an_order()
    {
        var first = Process("first");
        var second = Process("second", first);
        first.Annotations.Add(new WaitAnnotation(second, WaitType.WaitUntilHealthy));

        Assert.Equal(2, Levels(first, second).SelectMany(level => level.Split(',')).Count());
    }

    private static string[] Levels(params IResource[] processes) =>
        [.. StopOrder.Levels(processes).Select(level => string.Join(',', level.Select(resource => resource.Name).Order(StringComparer.Ordinal)))];

    private static ExecutableResource Process(string name, params IResource[] dependencies)
    {
        var process = new ExecutableResource(name, "true", "/");
        foreach (var dependency in dependencies)
        {
            process.Annotations.Add(new WaitAnnotation(dependency, WaitType.WaitUntilHealthy));
        }

        return process;
    }

    private sealed class Cluster(string name) : Resource(name);

    private sealed class Part(string name, IResource parent) : Resource(name), IResourceWithParent
    {
        public IResource Parent => parent;
    }

    private sealed class Member(string name, IResource parent) : ExecutableResource(name, "true", "/"), IResourceWithParent
    {
        public IResource Parent => parent;
    }
}
