namespace Distribution.Publishing.Description.Values;

/// <summary>What of an address is wanted.</summary>
public enum AddressForm
{
    /// <summary><c>http://HOST:PORT</c>.</summary>
    Url,

    /// <summary>The host.</summary>
    Host,

    /// <summary>The port.</summary>
    Port,

    /// <summary><c>HOST:PORT</c>.</summary>
    HostAndPort,
}
