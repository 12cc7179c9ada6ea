using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Kubernetes;
using Distribution.Servers;

namespace Distribution.Drills.Tests.Kubernetes;

/// <summary>A script stands in for kubectl: what is tested is how it is called, and what becomes of its failures.</summary>
public sealed class KubectlTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Context_namespace_and_file_are_said_at_each_call()
    {
        var kubectl = new Kubectl(Options("""printf '"%s"' "$*" """) with { Namespace = "access", Context = "c", Kubeconfig = "/tmp/k" });

        var said = await kubectl.GetAsync(["nodes"], TestContext.Current.CancellationToken);

        Assert.Equal("get nodes --output=json --request-timeout=30s --kubeconfig=/tmp/k --context=c --namespace=access", said.GetString());
    }

    [Theory]
    [InlineData("echo secret; echo 'pods is forbidden' >&2; exit 1", "kubectl get pods failed with 1: pods is forbidden")]
    [InlineData("echo hello", "printed what is no JSON")]
    public async Task Failure_is_told_in_kubectls_words_of_the_error_stream_only(string script, string expected)
    {
        var failure = await Assert.ThrowsAsync<TargetException>(() => new Kubectl(Options(script)).GetAsync(["pods"], TestContext.Current.CancellationToken));

        Assert.Contains(expected, failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
    }

    [Fact]
    public async Task Program_that_is_not_there_is_named() => Assert.Contains(
        "could not be started",
        (await Assert.ThrowsAsync<TargetException>(() => new Kubectl(new("access") { Kubectl = "/nowhere/kubectl" }).GetAsync(["pods"], TestContext.Current.CancellationToken))).Message);

    [Fact]
    public async Task Program_that_does_not_end_is_given_up() => Assert.Contains(
        "did not end within 0.2 s",
        (await Assert.ThrowsAsync<TargetException>(() => BoundedRun.RunAsync("/bin/sh", ["-c", "sleep 60"], "sleep", TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken))).Message);

    public void Dispose() => _folder.Dispose();

    private KubernetesTargetOptions Options(string script)
    {
        var path = Path.Combine(_folder.Path, "kubectl");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return new("access") { Kubectl = path };
    }
}
