using Distribution.Cli;
using Spectre.Console;

// What is read by a program or a pager has no colours, and lines as long as they need to be.
if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Width = 160;
}

return await CommandLine.RunAsync(args);
