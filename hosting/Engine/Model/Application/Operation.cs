using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Distribution.Engine.Model;

/// <summary>What the command line asks for: <c>--publisher NAME</c> or <c>--operation publish</c> publishes, anything else runs.</summary>
internal static class Operation
{
    public const string PublisherKey = "publisher";
    public const string OperationKey = "operation";

    public static DistributedApplicationExecutionContextOptions From(IConfiguration configuration)
    {
        var publisher = configuration[PublisherKey];
        var publishes = !string.IsNullOrEmpty(publisher) || string.Equals(configuration[OperationKey], "publish", StringComparison.OrdinalIgnoreCase);
        var operation = publishes ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run;
        return string.IsNullOrEmpty(publisher)
            ? new DistributedApplicationExecutionContextOptions(operation)
            : new DistributedApplicationExecutionContextOptions(operation, publisher);
    }
}
