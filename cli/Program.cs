using Distribution.Cli;

return await CommandLine.RunAsync(args);
