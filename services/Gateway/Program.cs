using Distribution.Gateway;

await GatewayHost.Build(args).RunAsync();
