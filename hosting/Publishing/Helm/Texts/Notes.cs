namespace Distribution.Publishing.Helm.Texts;

/// <summary>What Helm says after an install or an upgrade.</summary>
internal static class Notes
{
    public static ChartFile File(Chart chart)
    {
        var gateway = chart.Topology.Gateway?.Name ?? "gateway";
        var postgres = chart.Topology.Postgres?.Name ?? "postgres";
        return new("templates/NOTES.txt", $$$"""
            {{ .Chart.Name }} {{ .Values.image.tag | default .Chart.AppVersion }} is release {{ .Release.Name }}, revision {{ .Release.Revision }}, in the namespace {{ .Release.Namespace }}.

            Its address
            {{- if .Values.ingress.enabled }}
              {{ ternary "https" "http" .Values.ingress.tls }}://{{ .Values.ingress.host }}
            {{- else if .Values.gatewayApi.enabled }}
              {{ range .Values.gatewayApi.hostnames }}https://{{ . }} {{ end }}
            {{- else }}
              kubectl -n {{ .Release.Namespace }} port-forward service/{{{chart.NameOf(gateway)}}} 8080:8080   # http://127.0.0.1:8080
              Nobody comes in from outside: set ingress.enabled or gatewayApi.enabled.
            {{- end }}

            Its users, with the passwords that they begin with
              kubectl -n {{ .Release.Namespace }} get secret {{ include "{{{chart.Name}}}.secret.services" . }} -o go-template='{{ "{{" }} index .data "users" | base64decode {{ "}}" }}'

            Whether it serves
              helm -n {{ .Release.Namespace }} test {{ .Release.Name }}
            {{- if {{{Chart.IsPatroni}}} }}

            Who is the primary of its database
              kubectl -n {{ .Release.Namespace }} get pods -l app.kubernetes.io/name={{{postgres}}},app.kubernetes.io/instance={{ .Release.Name }} -L role
            {{- else if {{{Chart.IsCloudNativePg}}} }}

            Who is the primary of its database
              kubectl -n {{ .Release.Namespace }} get cluster {{{chart.NameOf(postgres)}}}
            {{- if not .Values.postgres.cloudnativepg.backup.enabled }}
              It has no backups: set postgres.cloudnativepg.backup.
            {{- end }}
            {{- end }}

            All its pods keep to Pod Security "restricted"; have the namespace insist on it
              kubectl label namespace {{ .Release.Namespace }} pod-security.kubernetes.io/enforce=restricted pod-security.kubernetes.io/warn=restricted
            {{- if eq .Release.Namespace "default" }}

            It is in the namespace default, which every tool takes that is told none: give it one of its own.
            {{- end }}

            Its volumes and its Secrets outlive it: helm uninstall keeps both, and the next install of the same name takes them up again.

            """);
    }
}
