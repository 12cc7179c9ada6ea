using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Dashboard.Mapping;
using Microsoft.Extensions.Logging;
using Wire = Distribution.Engine.Dashboard.Protocol;

namespace Distribution.Engine.Dashboard.Service;

/// <summary>Keeps the table equal to what the resources publish.</summary>
internal sealed class ResourceFeed(ResourceNotificationService notifications, ResourceMapper mapper, ResourceTable table, ILogger<ResourceFeed> logger)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var change in notifications.WatchAsync(cancellation))
        {
            try
            {
                Show(mapper.Map(change));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One resource that cannot be shown must not hide the others.
                ServiceLog.ResourceNotShown(logger, change.ResourceId, e);
            }
        }
    }

    private void Show(Wire.Resource resource)
    {
        var missing = RequiredFields.MissingFrom(resource).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"The message of {resource.Name} lacks {string.Join(", ", missing)}, without which the dashboard would stop watching.");
        }

        table.Upsert(resource);
    }
}
