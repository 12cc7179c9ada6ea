using System.CommandLine;
using Distribution.Cli.Publishing;

namespace Distribution.Cli.Verbs;

/// <summary><c>publish</c>: writes the files by which the same topology is deployed elsewhere, and checks them.</summary>
internal static class PublishVerb
{
    private const string Root = "deploy";

    private static readonly string[] Targets = ["compose", "kubernetes", "azd"];

    public static Command Create()
    {
        var target = new Argument<string?>("TARGET") { Description = "compose, kubernetes or azd; with --check all of them without.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string?>("--output") { Description = $"Where the files are written, or are to be checked; {Root}/TARGET in the current folder without.", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = "The topology's name: the compose project, the chart.", HelpName = "N" };
        var force = new Option<bool>("--force") { Description = "Replace files of the same names in a folder that has something in it." };
        var check = new Option<bool>("--check") { Description = "Write nothing, but check the files that are there by our rules. Exit code 1 when there is a finding." };
        var json = new Option<bool>("--json") { Description = "With --check: print the findings as JSON." };
        target.AcceptOnlyFromAmong(Targets);
        var command = new Command("publish", "Write the files that deploy this topology with Docker Compose, to Kubernetes, or with azd. They hold no secret.") { target, output, name, force, check, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(target) is null && (!result.GetValue(check) || result.GetValue(output) is not null))
            {
                result.AddError($"TARGET: name one of {string.Join(", ", Targets)}.");
            }
        });
        command.SetAction((result, cancellation) =>
        {
            var chosen = result.GetValue(target);
            string Folder(string of) => Path.GetFullPath(result.GetValue(output) ?? Path.Combine(Root, of));
            return result.GetValue(check)
                ? new PublishCheck(chosen is null ? [.. Targets.Select(Folder).Where(Directory.Exists)] : [Folder(chosen)], result.GetValue(json)).RunAsync(cancellation)
                : new PublishRun(chosen!, Folder(chosen!), result.GetValue(name), result.GetValue(force)).RunAsync(cancellation);
        });
        return command;
    }
}
