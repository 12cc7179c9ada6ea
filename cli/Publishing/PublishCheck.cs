using System.Text.Json;
using Distribution.Publishing;
using Distribution.Publishing.Lint;

namespace Distribution.Cli.Publishing;

/// <summary>Checks folders that were published by our rules, and prints what should be remedied.</summary>
internal sealed class PublishCheck(IReadOnlyList<string> folders, bool json)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (folders.Count == 0)
        {
            throw new CliException("There is nothing to check below deploy/ in the current folder: publish first, or name a TARGET and its folder with --output.", ExitCodes.UnknownOrUsage);
        }

        try
        {
            var findings = new List<Finding>();
            foreach (var folder in folders)
            {
                findings.AddRange(await LintRunner.CheckAsync(folder, cancellation));
            }

            Print(findings);
            return findings.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (PublishException failure)
        {
            throw new CliException(failure.Message, ExitCodes.UnknownOrUsage);
        }
    }

    private void Print(List<Finding> findings)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(findings, FindingJson.Default.ListFinding));
            return;
        }

        findings.ForEach(Console.WriteLine);
        Console.WriteLine(findings.Count == 0 ? $"Nothing to remedy in {string.Join(", ", folders)}." : $"{findings.Count} to remedy.");
    }
}
