namespace Distribution.Valkey;

/// <summary>Reads the connection string and collects all that is wrong with it, so that it is put right in one go.</summary>
internal static class ValkeyConnectionString
{
    private const string Form =
        "The form is 'sentinels=host:port,host:port;service=NAME;user=NAME;passwordFile=PATH', or 'endpoint=host:port' instead of sentinels and service; besides 'tls=true' ('tlsAuthority=PATH' for one of your own), and 'passwordVariable=NAME' instead of passwordFile.";

    public static ValkeyOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> faults = [];
        List<ValkeyEndpoint> sentinels = [];
        ValkeyEndpoint? endpoint = null;
        string? service = null, user = null, passwordFile = null, passwordVariable = null, tlsAuthority = null;
        var tls = false;

        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (key, value) = Split(part);
            switch (key.ToUpperInvariant())
            {
                case "SENTINELS":
                    sentinels.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(s => Endpoint(key, s)));
                    break;
                case "ENDPOINT":
                    endpoint = Endpoint(key, value).Select(e => (ValkeyEndpoint?)e).FirstOrDefault();
                    break;
                case "SERVICE":
                    service = value;
                    break;
                case "USER":
                    user = value;
                    break;
                case "PASSWORDFILE":
                    passwordFile = value;
                    break;
                case "PASSWORDVARIABLE":
                    passwordVariable = value;
                    break;
                case "TLSAUTHORITY":
                    tlsAuthority = value;
                    break;
                case "TLS":
                    Check(!bool.TryParse(value, out tls), $"'{value}' under '{key}' is neither true nor false");
                    break;
                default:
                    faults.Add($"'{key}' is no key");
                    break;
            }
        }

        Check(sentinels.Count == 0 && endpoint is null, "neither sentinels nor an endpoint is named");
        Check(sentinels.Count > 0 && endpoint is not null, "both sentinels and an endpoint are named");
        Check(!string.IsNullOrEmpty(passwordFile) && !string.IsNullOrEmpty(passwordVariable), "both a passwordFile and a passwordVariable are named");
        Check(string.IsNullOrEmpty(user) != (string.IsNullOrEmpty(passwordFile) && string.IsNullOrEmpty(passwordVariable)), "user and passwordFile or passwordVariable belong together");
        Check(!string.IsNullOrEmpty(tlsAuthority) && !tls, "tlsAuthority without tls=true");
        if (faults.Count > 0)
        {
            throw new FormatException($"A Valkey connection string is wrong: {string.Join("; ", faults)}. {Form}");
        }

        return new ValkeyOptions
        {
            Sentinels = sentinels,
            Endpoint = endpoint,
            Service = string.IsNullOrEmpty(service) ? "valkey" : service,
            Credentials = string.IsNullOrEmpty(user) ? null : new ValkeyCredentials(user, passwordFile ?? "") { PasswordVariable = passwordVariable },
            Tls = tls,
            TlsAuthority = string.IsNullOrEmpty(tlsAuthority) ? null : tlsAuthority,
        };

        void Check(bool wrong, string what)
        {
            if (wrong)
            {
                faults.Add(what);
            }
        }

        IEnumerable<ValkeyEndpoint> Endpoint(string key, string value)
        {
            var good = ValkeyEndpoint.TryParse(value, out var parsed);
            Check(!good, $"'{value}' under '{key}' is not host:port");
            return good ? [parsed] : [];
        }
    }

    private static (string Key, string Value) Split(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (part, "") : (part[..equals].Trim(), part[(equals + 1)..].Trim());
    }
}
