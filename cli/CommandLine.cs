using System.CommandLine;
using Distribution.Cli.Verbs;
using Distribution.Machine.Control;
using Distribution.Machine.State;
using Distribution.Machine.Tools;

namespace Distribution.Cli;

/// <summary>The verbs, and how their failures end: one line on standard error and an exit code of <see cref="ExitCodes"/>.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var result = Build().Parse(args.Length == 0 ? ["--help"] : args);
        if (result.Errors.Count > 0)
        {
            return Fail(UsageErrors.Describe(result));
        }

        try
        {
            return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (CliException failure)
        {
            return Fail(failure);
        }
        catch (ControlException failure)
        {
            return Fail(new CliException(failure.Message, failure.IsAbsent ? ExitCodes.UnknownOrUsage : ExitCodes.Failed));
        }
        catch (Exception failure) when (failure is StateException or MissingToolException)
        {
            return Fail(new CliException(failure.Message));
        }
    }

    public static RootCommand Build()
    {
        var root = new RootCommand("A highly available .NET Aspire topology on this machine: start it, look at it, break it.");
        IEnumerable<Command> verbs =
        [
            UpVerb.Create(), DownVerb.Create(), StatusVerb.Create(), LogsVerb.Create(), .. ResourceVerbs.Create(), .. ClusterVerbs.Create(), DrillVerb.Create(), PublishVerb.Create(), JobsVerb.Create(), AuditVerb.Create(), KeysVerb.Create(), BenchVerb.Create(), TestVerb.Create(), ImagesVerb.Create(), DoctorVerb.Create(),
        ];
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        return root;
    }

    private static int Fail(CliException failure)
    {
        Console.Error.WriteLine($"distribution: {failure.Message}");
        return failure.ExitCode;
    }
}
