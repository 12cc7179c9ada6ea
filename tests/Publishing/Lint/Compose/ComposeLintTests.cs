using Distribution.Publishing.Compose;
using Distribution.Publishing.Emitting;
using Distribution.Publishing.Lint;
using Distribution.Publishing.Lint.Compose;

namespace Distribution.Publishing.Tests.Lint.Compose;

public sealed class ComposeLintTests
{
    private static readonly Dictionary<string, string> NoSettings = [];

    public static TheoryData<string, string, string> Faults => new()
    {
        { "dependency-condition", "setup:\n        condition: service_completed_successfully", "setup: {}" },
        { "dependency-condition", "store:\n        condition: service_healthy", "stores:\n        condition: service_healthy" },
        { "dependency-condition", "setup:\n        condition: service_completed_successfully", "setup:\n        condition: service_healthy" },
        { "drop-capabilities", "cap_drop: [ALL]", "cap_drop: [NET_RAW]" },
        { "drop-capabilities", "cap_drop: [ALL]", "cap_drop: [ALL]\n    cap_add: [NET_ADMIN]" },
        { "fixed-tag", "example/setup:1.2.3", "example/setup" },
        { "fixed-tag", "${TAG:-1.2.3}", "${TAG:-latest}" },
        { "health-check", "test: [CMD, /app/shop, probe]\n", "\n" },
        { "health-check", "interval: 15s", "interval: 2s" },
        { "log-limit", "max-file", "max-line" },
        { "loopback-port", "host_ip: 127.0.0.1", "host_ip: 0.0.0.0" },
        { "loopback-port", "- host_ip: 127.0.0.1\n        published: ${PORT:-8080}\n        target: 8080", "- 8080:8080" },
        { "memory-limit", "memory: 512M, ", "" },
        { "no-host-access", "restart: always", "restart: always\n    privileged: true" },
        { "no-host-access", "restart: always", "restart: always\n    network_mode: host" },
        { "no-host-access", "orders:/var/lib/store", "/var/run/docker.sock:/docker.sock" },
        { "no-new-privileges", "security_opt: [no-new-privileges:true]", "" },
        { "no-new-privileges", "no-new-privileges:true]", "no-new-privileges:true, seccomp:unconfined]" },
        { "non-root", "user: 10001:10001", "user: 0:0" },
        { "no-secret-in-environment", "Store__PasswordFile: /run/secrets/store-password", "Store__Password: hunter2" },
        { "no-secret-in-environment", "Store__PasswordFile: /run/secrets/store-password", "Store: Host=store;Password=hunter2" },
        { "no-secret-in-environment", "Store__PasswordFile: /run/secrets/store-password", "Store: http://shop:hunter2@store" },
        { "read-only-root", "read_only: true", "read_only: false" },
        { "read-only-root", "/tmp:size=64m", "/tmp" },
        { "restart-policy", "restart: always", "restart: \"no\"" },
        { "restart-policy", "on-failure:5", "unless-stopped" },
        { "secret-file", "file: ./secrets/store-password", "environment: STORE_PASSWORD" },
        { "secret-file", "source: store-password", "source: shop-password" },
        { "split-networks", "internal: true", "internal: false" },
        { "split-networks", "networks:\n      edge: {}\n      data: {}\n", "\n" },
        { "stop-grace-period", "stop_grace_period: 20s", "stop_grace_period: 10s" },
        { "stop-grace-period", "stop_grace_period: 20s", "" },
        { "yaml", "restart: always", "restart: always\n    restart: always" },
    };

    [Fact]
    public void Files_without_a_fault_have_no_finding() => Assert.Empty(ComposeLint.Check([GoodProject.Base], NoSettings));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_is_found_by_its_rule(string rule, string place, string change)
    {
        var findings = ComposeLint.Check([GoodProject.With(place, change)], NoSettings);

        Assert.Contains(findings, finding => finding.Rule == rule);
        Assert.All(findings, finding => Assert.NotEmpty(finding.Remedy));
    }

    [Fact]
    public void Rules_each_have_a_planted_fault_and_a_name_of_their_own()
    {
        var planted = Faults.Select(fault => fault.Data.Item1).ToHashSet(StringComparer.Ordinal);

        var names = ComposeRules.All.Select(rule => rule.Name).ToList();

        Assert.Empty(names.Except(planted, StringComparer.Ordinal));
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData("services: {shop: {environment: {Store__Password: hunter2}}}", "no-secret-in-environment", "service shop")]
    [InlineData("services: {setup: !reset null}", "dependency-condition", "service shop")]
    [InlineData("services: {shop: {security_opt: !override [seccomp:unconfined]}}", "no-new-privileges", "service shop")]
    [InlineData("services: {mail: {networks: {data: {}}}}", "split-networks", "network data")]
    public void Fault_that_only_an_overlay_makes_is_found(string overlay, string rule, string place)
    {
        var findings = ComposeLint.Check([GoodProject.Base, overlay], NoSettings);

        Assert.Contains(findings, finding => finding.Rule == rule && finding.Object == place);
    }

    [Fact]
    public void Setting_of_the_operator_is_looked_at_in_place_of_the_default()
    {
        var finding = Assert.Single(ComposeLint.Check([GoodProject.Base], new Dictionary<string, string> { ["TAG"] = "latest" }));

        Assert.Equal(new Finding("fixed-tag", "service shop", "Give the image 'example/shop:latest' the tag of a version, or a digest."), finding);
    }

    [Fact]
    public async Task Emitted_files_have_no_finding_in_any_combination()
    {
        var folder = Directory.CreateTempSubdirectory("emitted-compose-").FullName;
        try
        {
            new OutputFolder(folder, force: true).Write(new ComposeEmitter().Emit(SampleTopology.Create()));

            var findings = await LintRunner.CheckAsync(folder, TestContext.Current.CancellationToken);

            Assert.Empty(findings);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
