using Aspire.Hosting;

namespace Distribution.Publishing;

/// <summary>Something cannot be published; the message is one line that names the resource or the setting and what would do. Nothing was written.</summary>
/// <param name="message">That line.</param>
public sealed class PublishException(string message) : DistributedApplicationException(message);
