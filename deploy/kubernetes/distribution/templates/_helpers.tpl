{{- /* The start of every object's name. */}}
{{- define "distribution.fullname" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 36 | trimSuffix "-" }}
{{- end }}

{{- /* An image of ours: (list ROOT NAME); by digest where one is given. */}}
{{- define "distribution.image" -}}
{{- $root := index . 0 }}
{{- $name := index . 1 }}
{{- $image := $root.Values.image }}
{{- with $image.registry }}{{ . }}/{{ end }}{{ $image.repository }}/{{ $name }}
{{- with get $image.digests $name }}@{{ . }}{{ else }}:{{ ternary $image.serverTag $image.tag (has $name (list "postgres" "valkey")) | default $root.Chart.AppVersion }}{{ end }}
{{- end }}

{{- /* How important the pods are: the release's own class, one that is named, or none. */}}
{{- define "distribution.priorityClass" -}}
{{- .Values.priorityClass.name | default (ternary (printf "%s-%s" .Release.Namespace (include "distribution.fullname" .)) "" .Values.priorityClass.create) }}
{{- end }}

{{- /* The users that an empty identity database begins with: NAME PASSWORD ROLE[,ROLE]. */}}
{{- define "distribution.users" -}}
{{- range .Values.users }}
{{- .name }} {{ randAlphaNum 24 }} {{ join "," .roles }}{{ "\n" }}
{{- end }}
{{- end }}

{{- /* The Secret of the group postgres. */}}
{{- define "distribution.secret.postgres" -}}
{{- if eq .Values.postgres.mode "external" }}{{ required "secrets.postgres: the Secret with the passfiles of the database that runs elsewhere; docs/kubernetes.md lists its keys" .Values.secrets.postgres }}{{ else }}{{ .Values.secrets.postgres | default (printf "%s-postgres" (include "distribution.fullname" .)) }}{{ end }}
{{- end }}

{{- /* The Secret of the group valkey. */}}
{{- define "distribution.secret.valkey" -}}
{{- "" }}{{ .Values.secrets.valkey | default (printf "%s-valkey" (include "distribution.fullname" .)) }}
{{- end }}

{{- /* The Secret of the group services. */}}
{{- define "distribution.secret.services" -}}
{{- "" }}{{ .Values.secrets.services | default (printf "%s-services" (include "distribution.fullname" .)) }}
{{- end }}

{{- /* The Secret of the group signing-keys. */}}
{{- define "distribution.secret.signing-keys" -}}
{{- "" }}{{ .Values.secrets.signingKeys | default (printf "%s-signing-keys" (include "distribution.fullname" .)) }}
{{- end }}

{{- /* All members of the database cluster, HOST:PORT, separated by commas. */}}
{{- define "distribution.postgres.hosts" -}}
{{- if eq .Values.postgres.mode "external" }}{{ required "postgres.external.hosts: HOST:PORT of each member, separated by commas" .Values.postgres.external.hosts }}
{{- else if eq .Values.postgres.mode "cloudnativepg" }}{{ include "distribution.fullname" . }}-postgres-rw:5432
{{- else }}
{{- $name := printf "%s-postgres" (include "distribution.fullname" .) }}
{{- range $member := until (int .Values.postgres.patroni.members) }}{{ if $member }},{{ end }}{{ $name }}-{{ $member }}.{{ $name }}:5432{{ end }}
{{- end }}
{{- end }}

{{- /* One host of the database, for what knows only one; the primary where the chart knows it. */}}
{{- define "distribution.postgres.one" -}}
{{- if eq .Values.postgres.mode "external" }}{{ .Values.postgres.external.hosts | splitList "," | first | splitList ":" | first }}
{{- else }}{{ include "distribution.fullname" . }}-postgres-{{ ternary "rw" "primary" (eq .Values.postgres.mode "cloudnativepg") }}.{{ .Release.Namespace }}.svc{{ end }}
{{- end }}

{{- /* The database's port. */}}
{{- define "distribution.postgres.port" -}}
{{- if eq .Values.postgres.mode "external" }}{{ .Values.postgres.external.hosts | splitList "," | first | splitList ":" | rest | first | default 5432 }}{{ else }}5432{{ end }}
{{- end }}

{{- /* What Npgsql is told beside hosts, database, role and passfile. */}}
{{- define "distribution.postgres.options" -}}
{{- if eq .Values.postgres.mode "external" }}{{ with .Values.postgres.external.options }};{{ . }}{{ end }}{{ end }}
{{- end }}

{{- /* All servers of the cache cluster, HOST:PORT, separated by commas. */}}
{{- define "distribution.valkey.servers" -}}
{{ include "distribution.fullname" . }}-valkey-0.{{ .Release.Namespace }}.svc:6379,{{ include "distribution.fullname" . }}-valkey-1.{{ .Release.Namespace }}.svc:6379,{{ include "distribution.fullname" . }}-valkey-2.{{ .Release.Namespace }}.svc:6379
{{- end }}

{{- /* All Sentinels, HOST:PORT, separated by commas. */}}
{{- define "distribution.valkey.sentinels" -}}
{{- if eq .Values.valkey.mode "external" }}{{ required "valkey.external.sentinels: HOST:PORT of each Sentinel, separated by commas" .Values.valkey.external.sentinels }}{{ else -}}
{{ include "distribution.fullname" . }}-valkey-sentinel-0.{{ .Release.Namespace }}.svc:26379,{{ include "distribution.fullname" . }}-valkey-sentinel-1.{{ .Release.Namespace }}.svc:26379,{{ include "distribution.fullname" . }}-valkey-sentinel-2.{{ .Release.Namespace }}.svc:26379
{{- end }}
{{- end }}

