using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>How important the pods of the release are. It belongs to the whole cluster, so its name begins with the namespace.</summary>
internal static class Priority
{
    public static YamlMap Of(Chart chart) => new YamlMap
    {
        { "apiVersion", "scheduling.k8s.io/v1" },
        { "kind", "PriorityClass" },
        { "metadata", new YamlMap { { "name", chart.Include("priorityClass") }, { "labels", Labels.All(chart, "priority", "policy") } } },
        { "value", HelmValue.Of(".Values.priorityClass.value") },
        { "description", HelmValue.Quoted("printf \"Release %s in %s\" .Release.Name .Release.Namespace") },
    }.When("and .Values.priorityClass.create (not .Values.priorityClass.name)");
}
