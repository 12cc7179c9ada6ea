namespace Distribution.Worker;

/// <summary>What this process is called among the workers: the name of its resource, from the variables of OpenTelemetry.</summary>
/// <param name="Name">For example <c>worker-1</c>.</param>
internal sealed record WorkerIdentity(string Name)
{
    private const string Instance = "service.instance.id=";

    public static WorkerIdentity From(IConfiguration configuration)
    {
        var service = configuration["OTEL_SERVICE_NAME"];
        var instance = configuration["OTEL_RESOURCE_ATTRIBUTES"]?.Split(',').FirstOrDefault(attribute => attribute.StartsWith(Instance, StringComparison.Ordinal))?[Instance.Length..];
        return new(service is null || instance is null ? $"{Environment.MachineName}/{Environment.ProcessId}" : $"{service}-{instance}");
    }
}
