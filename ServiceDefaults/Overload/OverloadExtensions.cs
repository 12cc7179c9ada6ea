using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.ServiceDefaults.Overload;

internal static class OverloadExtensions
{
    public static void AddOverloadProtection(this WebApplicationBuilder builder)
        => builder.Services.AddOptions<OverloadOptions>()
            .Bind(builder.Configuration.GetSection(OverloadOptions.Section))
            .Validate(options => options.Concurrency >= 1 && options.Waiting >= 0, "Overload:Concurrency must be 1 or more and Overload:Waiting not negative.")
            .ValidateOnStart();
}
