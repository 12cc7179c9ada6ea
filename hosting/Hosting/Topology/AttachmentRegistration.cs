using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Topology;

internal static class AttachmentRegistration
{
    private const string Key = "attached";

    public static void AddAttachment(this IDistributedApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>(Key))
        {
            builder.Services.AddHostedService(services => new Attachment(
                Console.OpenStandardInput(),
                services.GetRequiredService<IHostApplicationLifetime>(),
                services.GetRequiredService<ILogger<Attachment>>()));
        }
    }
}
