using System.CommandLine;
using Distribution.Cli.Publishing;

namespace Distribution.Cli.Verbs;

/// <summary><c>publish</c>: writes the files by which the same topology is deployed elsewhere.</summary>
internal static class PublishVerb
{
    private static readonly string[] Targets = ["compose", "kubernetes", "azd"];

    public static Command Create()
    {
        var target = new Argument<string>("TARGET") { Description = "compose, kubernetes or azd." };
        var output = new Option<string?>("--output") { Description = "Where the files are written; deploy/TARGET in the current folder without.", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = "The topology's name: the compose project, the chart.", HelpName = "N" };
        var force = new Option<bool>("--force") { Description = "Replace files of the same names in a folder that has something in it." };
        target.AcceptOnlyFromAmong(Targets);
        var command = new Command("publish", "Write the files that deploy this topology with Docker Compose, to Kubernetes, or with azd. They hold no secret.") { target, output, name, force };
        command.SetAction((result, cancellation) =>
        {
            var chosen = result.GetValue(target)!;
            var folder = Path.GetFullPath(result.GetValue(output) ?? Path.Combine("deploy", chosen));
            return new PublishRun(chosen, folder, result.GetValue(name), result.GetValue(force)).RunAsync(cancellation);
        });
        return command;
    }
}
