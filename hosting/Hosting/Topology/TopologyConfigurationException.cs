using Aspire.Hosting;

namespace Distribution.Hosting.Topology;

/// <summary>A setting of the topology cannot be used; the message is one line that names the setting, its value and what would do.</summary>
/// <param name="message">That line.</param>
/// <param name="inner">The failure behind it.</param>
public sealed class TopologyConfigurationException(string message, Exception? inner = null) : DistributedApplicationException(message, inner!);
