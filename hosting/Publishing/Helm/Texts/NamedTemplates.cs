using System.Globalization;
using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Secrets;
using Distribution.Publishing.Helm.Valkey;

namespace Distribution.Publishing.Helm.Texts;

/// <summary>The chart's named templates: what depends on several values, and is said once.</summary>
internal static class NamedTemplates
{
    /// <summary>Room for the longest name of a part behind it, in the 63 characters of a label.</summary>
    private const int LongestFullName = 36;

    public static ChartFile File(Chart chart) => new("templates/_helpers.tpl", string.Join('\n', Definitions(chart)) + "\n");

    private static IEnumerable<string> Definitions(Chart chart)
    {
        yield return Define(chart, "fullname", "The start of every object's name.", string.Create(CultureInfo.InvariantCulture, $$$"""
            {{- .Values.fullnameOverride | default .Release.Name | trunc {{{LongestFullName}}} | trimSuffix "-" }}
            """));
        yield return Define(chart, "image", "An image of ours: (list ROOT NAME); by digest where one is given.", """
            {{- $root := index . 0 }}
            {{- $name := index . 1 }}
            {{- $image := $root.Values.image }}
            {{- with $image.registry }}{{ . }}/{{ end }}{{ $image.repository }}/{{ $name }}
            {{- with get $image.digests $name }}@{{ . }}{{ else }}:{{ ternary $image.serverTag $image.tag (has $name (list "postgres" "valkey")) | default $root.Chart.AppVersion }}{{ end }}
            """);
        yield return Define(chart, "priorityClass", "How important the pods are: the release's own class, one that is named, or none.", $$$"""
            {{- .Values.priorityClass.name | default (ternary (printf "%s-%s" .Release.Namespace ({{{chart.FullNameExpression}}})) "" .Values.priorityClass.create) }}
            """);
        yield return Define(chart, "users", "The users that an empty identity database begins with: NAME PASSWORD ROLE[,ROLE].", """
            {{- range .Values.users }}
            {{- .name }} {{ randAlphaNum 24 }} {{ join "," .roles }}{{ "\n" }}
            {{- end }}
            """);
        foreach (var group in new[] { SecretGroups.Postgres, SecretGroups.Valkey, SecretGroups.Services, SecretGroups.SigningKeys })
        {
            yield return Define(chart, $"secret.{group}", $"The Secret of the group {group}.", Secret(chart, group));
        }

        if (chart.Topology.Postgres is { } cluster)
        {
            yield return Define(chart, "postgres.hosts", "All members of the database cluster, HOST:PORT, separated by commas.", Hosts(chart, cluster));
            yield return Define(chart, "postgres.one", "One host of the database, for what knows only one; the primary where the chart knows it.", One(chart, cluster));
            yield return Define(chart, "postgres.port", "The database's port.", string.Create(CultureInfo.InvariantCulture, $$$"""
                {{- if {{{Chart.IsExternalPostgres}}} }}{{ .Values.postgres.external.hosts | splitList "," | first | splitList ":" | rest | first | default {{{PostgresCluster.Port}}} }}{{ else }}{{{PostgresCluster.Port}}}{{ end }}
                """));
            yield return Define(chart, "postgres.options", "What Npgsql is told beside hosts, database, role and passfile.", $$$"""
                {{- if {{{Chart.IsExternalPostgres}}} }}{{ with .Values.postgres.external.options }};{{ . }}{{ end }}{{ end }}
                """);
        }

        if (chart.Topology.Valkey is { } valkey)
        {
            yield return Define(chart, "valkey.servers", "All servers of the cache cluster, HOST:PORT, separated by commas.", Members(chart, valkey.Name, valkey.Servers, ValkeyCluster.Port));
            yield return Define(chart, "valkey.sentinels", "All Sentinels, HOST:PORT, separated by commas.", $$$"""
                {{- if eq .Values.valkey.mode "external" }}{{ required "valkey.external.sentinels: HOST:PORT of each Sentinel, separated by commas" .Values.valkey.external.sentinels }}{{ else -}}
                {{{Members(chart, ValkeyNames.Sentinel(valkey), valkey.Sentinels, ValkeyCluster.SentinelPort)}}}
                {{- end }}
                """);
        }
    }

    private static string Define(Chart chart, string name, string comment, string body) => $$$"""
        {{- /* {{{comment}}} */}}
        {{- define "{{{chart.Name}}}.{{{name}}}" -}}
        {{{body}}}
        {{- end }}

        """;

    private static string Secret(Chart chart, string group)
    {
        var given = $".Values.secrets.{SecretObjects.Setting(group)}";
        var own = $"{{{{ {given} | default (printf \"%s-{group}\" ({chart.FullNameExpression})) }}}}";
        return group == SecretGroups.Postgres
            ? $$$"""{{- if {{{Chart.IsExternalPostgres}}} }}{{ required "secrets.postgres: the Secret with the passfiles of the database that runs elsewhere; docs/kubernetes.md lists its keys" {{{given}}} }}{{ else }}{{{own}}}{{ end }}"""
            : "{{- \"\" }}" + own;
    }

    private static string Hosts(Chart chart, PostgresCluster cluster) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {{- if {{{Chart.IsExternalPostgres}}} }}{{ required "postgres.external.hosts: HOST:PORT of each member, separated by commas" .Values.postgres.external.hosts }}
        {{- else if {{{Chart.IsCloudNativePg}}} }}{{{chart.NameOf($"{cluster.Name}-rw")}}}:{{{PostgresCluster.Port}}}
        {{- else }}
        {{- $name := printf "%s-{{{cluster.Name}}}" ({{{chart.FullNameExpression}}}) }}
        {{- range $member := until (int .Values.postgres.patroni.members) }}{{ if $member }},{{ end }}{{ $name }}-{{ $member }}.{{ $name }}:{{{PostgresCluster.Port}}}{{ end }}
        {{- end }}
        """);

    private static string One(Chart chart, PostgresCluster cluster) => $$$"""
        {{- if {{{Chart.IsExternalPostgres}}} }}{{ .Values.postgres.external.hosts | splitList "," | first | splitList ":" | first }}
        {{- else }}{{{chart.NameOf(cluster.Name)}}}-{{ ternary "rw" "primary" ({{{Chart.IsCloudNativePg}}}) }}.{{{Chart.ServiceDomain}}}{{ end }}
        """;

    // Each by the whole name of its own Service: the short one is also in its pod's /etc/hosts, with the pod's address, so that a member would know itself by another address than everybody else.
    private static string Members(Chart chart, string part, int count, int port) =>
        string.Join(',', Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{chart.ServiceOf($"{part}-{number}")}:{port}")));
}
