using Distribution.Api;
using Distribution.ServiceDefaults.Probe;

if (HealthProbe.IsAsked(args))
{
    return HealthProbe.Run(args);
}

await ApiHost.Build(args).RunAsync();
return 0;
