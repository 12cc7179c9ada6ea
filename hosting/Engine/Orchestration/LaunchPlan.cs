using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Dcp;
using Distribution.Engine.Model;
using Distribution.Engine.Processes;
using Distribution.Machine.State;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Orchestration;

/// <summary>What is run for a resource: program, arguments, folder, and the environment that the model gives it.</summary>
internal sealed record LaunchPlan(string Program, IReadOnlyList<ExecutionArgument> Arguments, string Folder, IReadOnlyList<KeyValuePair<string, string>> Environment)
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Gathers the plan of a resource; waits for values that are not known yet.</summary>
    /// <exception cref="DistributedApplicationException">A value failed, or a project is not built.</exception>
    /// <exception cref="ExecutableException">The program is not there; the message names it.</exception>
    public static async Task<LaunchPlan> GatherAsync(
        IResource resource, DistributedApplicationExecutionContext executionContext, string appHostFolder, StateFolder state, ILogger logger, CancellationToken cancellationToken)
    {
        var configuration = await ExecutionConfiguration.GatherAsync(resource, executionContext, logger, cancellationToken);
        return resource switch
        {
            ProjectResource project => new LaunchPlan(
                DotNet.Program, [new ExecutionArgument(Assembly(state, project), IsSensitive: false), .. configuration.Arguments], OwnFolder(state, resource), configuration.Environment),
            ExecutableResource executable => ForExecutable(executable, configuration, appHostFolder, state),
            _ => throw new ArgumentException($"Resource '{resource.Name}' is a {resource.GetType().Name}, which is not run as a process.", nameof(resource)),
        };
    }

    /// <summary>The same for DCP.</summary>
    public DcpExecutable ToExecutable(string name)
    {
        var variables = ExecutableEnvironment.Base();
        foreach (var (variable, value) in Environment)
        {
            variables[variable] = value;
        }

        string[] command = [.. OwnSession.Prefix, Program, .. Arguments.Select(argument => DcpTemplate.Literal(argument.Value))];
        return new DcpExecutable(new DcpMetadata(name), new DcpExecutableSpec(
            command[0],
            Folder,
            command[1..],
            [.. variables.Select(variable => new DcpVariable(variable.Key, DcpTemplate.Literal(variable.Value)))]));
    }

    private static LaunchPlan ForExecutable(ExecutableResource executable, ExecutionConfiguration configuration, string appHostFolder, StateFolder state)
    {
        // The API wants a folder; the AppHost's own is what is given by who means none, and no place for a process to write.
        var folder = executable.WorkingDirectory.TrimEnd('/') == appHostFolder.TrimEnd('/') ? OwnFolder(state, executable) : executable.WorkingDirectory;
        if (!Directory.Exists(folder))
        {
            throw new ExecutableException($"Its working directory {folder} does not exist: make it, or choose another with WithWorkingDirectory.");
        }

        var searchPath = configuration.Environment.LastOrDefault(variable => variable.Key == "PATH").Value ?? ExecutableEnvironment.SearchPath;
        return new LaunchPlan(Find(executable.Command, folder, searchPath), configuration.Arguments, folder, configuration.Environment);
    }

    private static string Assembly(StateFolder state, ProjectResource project)
    {
        var other = state.AssemblyFile(project.Name);
        return File.Exists(other) ? File.ReadAllText(other).Trim() : ProjectAssembly.Of(project);
    }

    private static string OwnFolder(StateFolder state, IResource resource) => Directory.CreateDirectory(Path.Combine(state.Data, resource.Name)).FullName;

    private static string Find(string command, string folder, string searchPath)
    {
        if (command.Contains('/'))
        {
            var path = Path.GetFullPath(Path.Combine(folder, command));
            return IsProgram(path) ? path : throw new ExecutableException($"{path} {(File.Exists(path) ? "is not executable" : "does not exist")}: ./distribution doctor tells what is missing.");
        }

        return searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(directory => Path.Combine(directory, command)).FirstOrDefault(IsProgram)
            ?? throw new ExecutableException($"The program '{command}' was not found in {searchPath}: ./distribution doctor tells what is missing.");
    }

    private static bool IsProgram(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None;
}
