using Distribution.Publishing.Lint.Compose.Documents;
using Distribution.Publishing.Lint.Yaml;

namespace Distribution.Publishing.Lint.Compose.Rules;

/// <summary>What is published is reached on the machine only: the engine's rules go before those of the machine's firewall.</summary>
internal sealed class LoopbackPort() : ServiceRule("loopback-port")
{
    protected override IEnumerable<string> Remedies(ServiceNode service) =>
        service["ports"].Items.Where(port => !IsLoopback(port)).Select(port => $"Publish {port.Text ?? port["target"].Text} on 127.0.0.1, and put a proxy that ends TLS before it.");

    private static bool IsLoopback(Field port) =>
        port["host_ip"].Text is "127.0.0.1" or "::1" || port.Text?.StartsWith("127.0.0.1:", StringComparison.Ordinal) == true || port.Text?.StartsWith("[::1]:", StringComparison.Ordinal) == true;
}
