using Distribution.Worker;

await WorkerHost.Build(args).RunAsync();
