using Distribution.Publishing.Lint.Kubernetes;

namespace Distribution.Publishing.Tests.Lint.Kubernetes;

public sealed class KubernetesLintTests
{
    public static TheoryData<string, string, string> Faults => PlantedFaults.All;

    [Fact]
    public void Documents_without_a_fault_have_no_finding() =>
        Assert.Empty(KubernetesLint.Check(GoodDocuments.Text));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_is_found_by_its_rule(string rule, string place, string change)
    {
        var findings = KubernetesLint.Check(GoodDocuments.With(place, change));

        Assert.Contains(findings, finding => finding.Rule == rule);
    }

    [Fact]
    public void Rules_each_have_a_planted_fault_and_a_name_of_their_own()
    {
        var planted = PlantedFaults.All.Select(fault => fault.Data.Item1).ToHashSet(StringComparer.Ordinal);

        var names = KubernetesRules.All.Select(rule => rule.Name).ToList();

        Assert.Empty(names.Except(planted, StringComparer.Ordinal));
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Finding_names_the_object_the_template_and_the_line()
    {
        var finding = Assert.Single(KubernetesLint.Check(GoodDocuments.With("distribution/api:1.2.3", "distribution/api:latest")));

        Assert.Equal("Deployment/api, container api", finding.Object);
        Assert.Matches(@"^sample/templates/api\.yaml:\d+$", finding.Location);
    }

    [Fact]
    public void Key_that_occurs_twice_is_found_where_it_is()
    {
        var finding = Assert.Single(KubernetesLint.Check(GoodDocuments.With("  minReplicas: 3\n", "  minReplicas: 3\n  minReplicas: 4\n")));

        Assert.Equal("yaml", finding.Rule);
        Assert.Contains("uplicate key", finding.Remedy);
        Assert.StartsWith("sample/templates/api.yaml:", finding.Location);
    }
}
