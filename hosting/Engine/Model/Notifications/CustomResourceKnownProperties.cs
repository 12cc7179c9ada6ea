namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of properties that the dashboard knows.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>Where the resource comes from.</summary>
    public static string Source => "resource.source";

    /// <summary>The resource's connection string.</summary>
    public static string ConnectionString => "resource.connectionString";
}
