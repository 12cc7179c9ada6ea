using Distribution.Scheduler;

await SchedulerHost.Build(args).RunAsync();
