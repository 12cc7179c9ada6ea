using Microsoft.Extensions.Options;

namespace Distribution.Api.Providers;

internal static class ProviderExtensions
{
    public static void AddProviders(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(ProviderOptions.Section);
        builder.Services.AddOptions<ProviderOptions>().Bind(section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ProviderOptions>, ProviderOptionsValidator>();
        builder.Services.AddSingleton<DatabaseAccessProvider>();
        builder.Services.AddSingleton<IAccessProvider>(services => services.GetRequiredService<DatabaseAccessProvider>());
        if (section.GetValue<bool>(nameof(ProviderOptions.Faulty)))
        {
            builder.Services.AddSingleton<IAccessProvider, FaultyAccessProvider>();
        }

        builder.Services.AddSingleton<ProviderSet>();
    }
}
