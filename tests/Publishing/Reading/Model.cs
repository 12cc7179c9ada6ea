using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Description;
using Distribution.Publishing.Reading;

namespace Distribution.Publishing.Tests.Reading;

/// <summary>A model in publish mode, as an AppHost would describe it.</summary>
internal static class Model
{
    public static IDistributedApplicationBuilder Create() => DistributedApplication.CreateBuilder(["--operation", "publish", "--name", "shop"]);

    public static Task<TopologyDescription> ReadAsync(this IDistributedApplicationBuilder builder) =>
        new TopologyReader(new DistributedApplicationModel(builder.Resources), builder.ExecutionContext).ReadAsync("shop", "1.0.0", TestContext.Current.CancellationToken);
}
