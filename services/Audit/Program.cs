using Distribution.Audit;

await AuditHost.Build(args).RunAsync();
