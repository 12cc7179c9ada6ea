using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Tools;

namespace Distribution.Hosting.Members;

/// <summary>
/// Lets a drill step one member's clock: a member that is started while there is a clock file of its name reads the time through it, from then on and as the file changes. Only the wall clock: a machine whose time is set has no other
/// time since its start either.
/// </summary>
internal static class MemberClocks
{
    private const string EndOfOptions = "--";

    public static void AddMemberClocks(this IDistributedApplicationBuilder builder)
    {
        var state = builder.Topology().StateFolder;
        builder.Eventing.Subscribe<BeforeStartEvent>((starting, _) =>
        {
            foreach (var member in starting.Model.Resources.Where(resource => resource.IsMember()))
            {
                Add(builder, member, state.ClockFile(member.Name));
            }

            return Task.CompletedTask;
        });
    }

    private static void Add(IDistributedApplicationBuilder builder, IResource member, string file)
    {
        if (member is ExecutableResource executable)
        {
            builder.CreateResourceBuilder(executable).WithArgs(context => AddAfterChange(context.Args, file));
        }
        else if (member is IResourceWithEnvironment project)
        {
            builder.CreateResourceBuilder(project).WithEnvironment(context => Variables(file).ForEach(variable => context.EnvironmentVariables[variable.Name] = variable.Value));
        }
    }

    // The library shares its state in memory with what the process executes, and would be refused it after a change of account: it comes after that change.
    private static void AddAfterChange(IList<object> arguments, string file)
    {
        var variables = Variables(file);
        var end = arguments.IndexOf(EndOfOptions);
        if (variables.Count > 0 && end >= 0)
        {
            arguments.Insert(end + 1, "env");
            variables.ForEach(variable => arguments.Insert(end + 2, $"{variable.Name}={variable.Value}"));
        }
    }

    private static List<(string Name, string Value)> Variables(string file) => File.Exists(file) && ClockLibrary.TryFind() is { } library
        ? [("LD_PRELOAD", library), ("FAKETIME_TIMESTAMP_FILE", file), ("FAKETIME_CACHE_DURATION", "1"), ("DONT_FAKE_MONOTONIC", "1")]
        : [];
}
