namespace Aspire.Hosting.ApplicationModel;

/// <summary>In which forms a resource is told about those that it references.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>In none.</summary>
    None = 0,

    /// <summary><c>ConnectionStrings__NAME</c>.</summary>
    ConnectionString = 1,

    /// <summary><c>NAME_PART</c> for each part of the connection string.</summary>
    ConnectionProperties = 2,

    /// <summary><c>services__NAME__SCHEME__INDEX</c>.</summary>
    ServiceDiscovery = 4,

    /// <summary><c>NAME_ENDPOINT</c>.</summary>
    Endpoints = 8,

    /// <summary>In all of them.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}
