using Distribution.Publishing.Description;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Azd;

/// <summary>azd's own file: the one service is the AppHost, of which azd asks the rest; the migrations are started when everything is there.</summary>
internal static class AzureYaml
{
    public const string FileName = "azure.yaml";

    /// <summary>Since then azd deploys jobs of Container Apps from a manifest (Azure/azure-dev issue 5722).</summary>
    private const string OldestAzd = ">= 1.20.0";

    public static string Render(TopologyDescription topology, string appHost)
    {
        var root = new YamlMappingNode
        {
            { "name", topology.Name },
            { "requiredVersions", new YamlMappingNode { { "azd", Quoted(OldestAzd) } } },
            { "services", new YamlMappingNode { { "app", new YamlMappingNode { { "language", "dotnet" }, { "project", appHost }, { "host", "containerapp" } } } } },
        };
        var jobs = topology.Workloads.Where(workload => workload.Kind == WorkloadKind.Job).Select(workload => workload.Name).ToList();
        if (jobs.Count > 0)
        {
            root.Add("hooks", new YamlMappingNode { { "postdeploy", new YamlMappingNode { { "posix", Start(jobs) }, { "windows", Start(jobs, shell: "pwsh", variable: "$env:AZURE_ENV_NAME") } } } });
        }

        using var text = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        return $"# Run azd in this folder. What it does is in docs/deploy-azure.md.\n{text.ToString().Replace("...\n", "", StringComparison.Ordinal)}";
    }

    // azd makes the resource group, and names it after its environment.
    private static YamlMappingNode Start(IReadOnlyList<string> jobs, string shell = "sh", string variable = "$AZURE_ENV_NAME") => new()
    {
        { "shell", shell },
        { "run", new YamlScalarNode(string.Concat(jobs.Select(job => $"az containerapp job start --name {job} --resource-group \"rg-{variable}\"\n"))) { Style = YamlDotNet.Core.ScalarStyle.Literal } },
    };

    private static YamlScalarNode Quoted(string text) => new(text) { Style = YamlDotNet.Core.ScalarStyle.DoubleQuoted };
}
