using Distribution.Gateway;
using Distribution.ServiceDefaults.Probe;

if (HealthProbe.IsAsked(args))
{
    return HealthProbe.Run(args);
}

await GatewayHost.Build(args).RunAsync();
return 0;
