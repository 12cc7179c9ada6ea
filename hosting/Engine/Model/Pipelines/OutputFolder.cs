using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;

namespace Distribution.Engine.Model;

internal sealed class OutputFolder(IConfiguration configuration) : IPipelineOutputService
{
    public const string Key = "output-path";

    private const string Default = "aspire-output";

    public string GetOutputDirectory() => Path.GetFullPath(configuration[Key] is { Length: > 0 } chosen ? chosen : Default);
}
