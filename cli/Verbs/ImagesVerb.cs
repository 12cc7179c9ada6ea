using System.CommandLine;
using Distribution.Cli.Images;
using Distribution.Containers.Engine;
using Distribution.Containers.Images;

namespace Distribution.Cli.Verbs;

/// <summary><c>images</c>: the container images, what they are built on, and an engine to build them with.</summary>
internal static class ImagesVerb
{
    public static Command Create() =>
        new("images", "Build the container images.")
        {
            Bases(), Build(), Engine(),
        };

    private static Command Bases()
    {
        var json = Json();
        var command = new Command("bases", "Get the images that ours are built on: from a registry, or, where none is reached, stand-ins made of Debian's packages and this machine's .NET.") { json };
        command.SetAction((result, cancellation) => ImageSession.RunAsync(result.GetValue(json), session => session.BasesAsync(cancellation), cancellation));
        return command;
    }

    private static Command Build()
    {
        var json = Json();
        var tag = new Option<string>("--tag") { Description = "The tag of each image; the product's version when absent.", DefaultValueFactory = _ => ImageSession.DefaultTag };
        var services = new Option<string[]>("--service") { Description = "Build only these; may be repeated. All when absent.", AllowMultipleArgumentsPerToken = true };
        services.AcceptOnlyFromAmong([.. OwnImage.All.Select(image => image.Name)]);
        var file = new Option<string?>("--load-into") { Description = "Also write them to this file, for 'docker load' on another machine." };
        var command = new Command("build", "Build all images, on the engine that DOCKER_HOST names, or this machine's, or one of our own.") { tag, services, json, file };
        command.SetAction((result, cancellation) => ImageSession.RunAsync(
            result.GetValue(json), session => session.BuildAsync(result.GetValue(tag)!, result.GetValue(services) ?? [], result.GetValue(file), cancellation), cancellation));
        return command;
    }

    private static Command Engine()
    {
        var start = new Command("start", "Start an engine of our own, where none runs; prints what DOCKER_HOST is for it.");
        start.SetAction(async (_, cancellation) => await ImageSession.GuardAsync(async () =>
        {
            await OwnedEngine.StartAsync(cancellation);
            Console.WriteLine($"DOCKER_HOST={OwnedEngine.Address}");
        }));
        var stop = new Command("stop", "Stop it, with all containers on it. Its images are kept.");
        stop.SetAction(async (_, cancellation) => await ImageSession.GuardAsync(async () => Console.WriteLine(await OwnedEngine.StopAsync(cancellation) ? "Stopped." : "It did not run.")));
        return new Command("engine", "A container engine of our own, for machines where none is started.") { start, stop };
    }

    private static Option<bool> Json() => new("--json") { Description = "Print the result as JSON." };
}
