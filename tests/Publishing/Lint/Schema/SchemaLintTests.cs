using Distribution.Publishing.Lint;
using Distribution.Publishing.Lint.Schema;
using Distribution.Publishing.Tests.Lint.Kubernetes;

namespace Distribution.Publishing.Tests.Lint.Schema;

public sealed class SchemaLintTests
{
    private const string Store = """
        apiVersion: barmancloud.cnpg.io/v1
        kind: ObjectStore
        metadata:
          name: backups
        spec:
          retentionPolicy: 30d
          configuration:
            destinationPath: s3://backups/
            s3Credentials:
              accessKeyId:
                name: backups
                key: id
        """;

    public static TheoryData<string, string, string> Errors => new()
    {
        { "schema-unknown-field", "      maxUnavailable: 0\n", "      maxUnavailble: 0\n" },
        { "schema-unknown-field", "            readOnlyRootFilesystem: true\n", "            readOnlyRootFileSystem: true\n" },
        { "schema-unknown-field", "  instances: 3\n", "  instances: 3\n  replicas: 3\n" },
        { "schema-unknown-field", "          expr: up == 0\n", "          expr: up == 0\n          forr: 5m\n" },
        { "schema-missing-field", "  maxReplicas: 10\n", "" },
        { "schema-missing-field", "  schedule: 0 3 * * *\n", "" },
        { "schema-missing-field", "  instances: 3\n", "" },
        { "schema-value", "      whenUnsatisfiable: ScheduleAnyway\n", "      whenUnsatisfiable: [ScheduleAnyway]\n" },
        { "schema-value", "    type: RollingUpdate\n", "    type: Rolling\n" },
        { "schema-value", "restartPolicy: Never", "restartPolicy: Sometimes" },
        { "schema-value", "cpu: 100m", "cpu: 100 millis" },
        { "schema-value", "memory: 192Mi", "memory: 192MiB" },
        { "schema-value", "  replicas: 2\n", "  replicas: \"2\"\n" },
        { "schema-value", "    app.kubernetes.io/version: 1.2.3\n", "    app.kubernetes.io/version: 1.2\n" },
        { "schema-value", "- name: Tokens__ClientId\n              value: api", "- name: Tokens__ClientId\n              value: yes" },
        { "schema-kind", "policy/v1\nkind: PodDisruptionBudget", "policy/v2\nkind: PodDisruptionBudget" },
        { "yaml", "  maxReplicas: 10\n", "  maxReplicas: 10\n  maxReplicas: 10\n" },
    };

    [Fact]
    public async Task Documents_without_an_error_have_no_finding() =>
        Assert.Empty(await CheckAsync(GoodDocuments.Text));

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Error_is_found_by_its_rule(string rule, string place, string change)
    {
        var findings = await CheckAsync(GoodDocuments.With(place, change));

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(rule, finding.Rule));
    }

    [Fact]
    public async Task Finding_leads_to_the_field()
    {
        var finding = Assert.Single(await CheckAsync(GoodDocuments.With("          image: distribution/api:1.2.3\n", "          image: distribution/api:1.2.3\n          imagePull: Always\n")));

        Assert.Equal("Deployment/api, /spec/template/spec/containers/0/imagePull", finding.Object);
        Assert.Matches(@"^sample/templates/api\.yaml:\d+$", finding.Location);
    }

    [Theory]
    [InlineData("destinationPath", "destinationpath", "schema-unknown-field")]
    [InlineData("retentionPolicy: 30d", "retentionPolicy: 30", "schema-value")]
    public async Task Kind_without_a_package_is_held_to_the_fields_that_are_emitted(string place, string change, string rule)
    {
        Assert.Empty(await CheckAsync(Store));

        var findings = await CheckAsync(Store.Replace(place, change, StringComparison.Ordinal));

        Assert.Equal(rule, Assert.Single(findings).Rule);
    }

    private static async Task<IReadOnlyList<Finding>> CheckAsync(string documents)
    {
        var schemas = await KubernetesSchemas.FetchAsync(TestContext.Current.CancellationToken);
        return await SchemaLint.CheckAsync(documents, schemas, TestContext.Current.CancellationToken);
    }
}
