namespace Distribution.Publishing.Helm.Snapshots;

/// <summary>What the job of snapshots runs: Python, which the image of Postgres has for Patroni.</summary>
internal static class SnapshotScript
{
    public const string Text =
        """
        import datetime, json, os, ssl, urllib.request

        account = "/var/run/secrets/kubernetes.io/serviceaccount"
        namespace = open(f"{account}/namespace").read().strip()
        server = f"https://{os.environ['KUBERNETES_SERVICE_HOST']}:{os.environ['KUBERNETES_SERVICE_PORT']}"
        trust = ssl.create_default_context(cafile=f"{account}/ca.crt")
        snapshots = f"/apis/snapshot.storage.k8s.io/v1/namespaces/{namespace}/volumesnapshots"
        instance = f"app.kubernetes.io%2Finstance%3D{os.environ['RELEASE']}"

        def ask(method, path, body=None):
            request = urllib.request.Request(server + path, method=method, data=json.dumps(body).encode() if body else None, headers={
                "Authorization": f"Bearer {open(f'{account}/token').read()}", "Content-Type": "application/json"})
            with urllib.request.urlopen(request, context=trust, timeout=30) as answer:
                return json.load(answer)

        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%d%H%M%S")
        for claim in ask("GET", f"/api/v1/namespaces/{namespace}/persistentvolumeclaims?labelSelector={instance}")["items"]:
            volume = claim["metadata"]["name"]
            labels = {"app.kubernetes.io/instance": os.environ["RELEASE"], "distribution.dev/volume": volume[:63]}
            spec = {"source": {"persistentVolumeClaimName": volume}}
            if os.environ["CLASS"]:
                spec["volumeSnapshotClassName"] = os.environ["CLASS"]
            ask("POST", snapshots, {"apiVersion": "snapshot.storage.k8s.io/v1", "kind": "VolumeSnapshot", "metadata": {"name": f"{volume}-{now}", "labels": labels}, "spec": spec})
            made = ask("GET", f"{snapshots}?labelSelector=distribution.dev%2Fvolume%3D{volume[:63]}")["items"]
            made.sort(key=lambda one: one["metadata"]["creationTimestamp"])
            for old in made[:-int(os.environ["KEEP"])]:
                ask("DELETE", f"{snapshots}/{old['metadata']['name']}")
            print(f"{volume}: {min(len(made), int(os.environ['KEEP']))} snapshots")

        """;
}
