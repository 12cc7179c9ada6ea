using Distribution.Audit;
using Distribution.ServiceDefaults.Probe;

return await ServiceProgram.RunAsync(args, () => AuditHost.Build(args));
