using Distribution.Audit;
using Distribution.ServiceDefaults.Probe;

if (HealthProbe.IsAsked(args))
{
    return HealthProbe.Run(args);
}

await AuditHost.Build(args).RunAsync();
return 0;
