using System.CommandLine;
using Distribution.Machine.State;

namespace Distribution.Cli.Topologies;

/// <summary>Which topology a verb is about: the options <c>--name</c> and <c>--state</c> that every such verb takes.</summary>
internal sealed class TopologyOptions
{
    private readonly Option<string> _name = new("--name") { Description = "The topology's name: several run side by side.", HelpName = "N", DefaultValueFactory = _ => StateFolder.DefaultName };
    private readonly Option<string?> _root = new("--state") { Description = "The folder that holds the topologies' state folders.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Options.Add(_name);
        command.Options.Add(_root);
    }

    public StateFolder Folder(ParseResult result)
    {
        try
        {
            return StateFolder.At(result.GetValue(_name)!, Root(result));
        }
        catch (StateException failure)
        {
            throw new CliException($"--name: {failure.Message}", ExitCodes.UnknownOrUsage);
        }
    }

    public string? Root(ParseResult result) => result.GetValue(_root);
}
