using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Postgres;
using Distribution.Hosting.Secrets;
using Distribution.Hosting.Topology;
using Distribution.Hosting.Valkey;
using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Reading;

/// <summary>Takes a value of the model to pieces.</summary>
internal sealed partial class ValueReader(WorkloadNames names)
{
    /// <summary>The pieces of a value.</summary>
    /// <param name="value">Text, or what gives text when a process starts.</param>
    /// <param name="what">Whose value it is, for errors.</param>
    /// <exception cref="PublishException">It is of a kind that only has a value on this machine.</exception>
    public IReadOnlyList<ValuePart> Read(object value, string what) => value switch
    {
        string text => [new TextPart(text)],
        EndpointReference endpoint => [Address(endpoint, AddressForm.Url)],
        EndpointReferenceExpression expression => [Address(expression.Endpoint, FormOf(expression.Property, what))],
        ConnectionStringReference connection => Read(connection.Resource.ConnectionStringExpression, what),
        ReferenceExpression expression => [.. Pieces(expression, what)],
        SecretFileReference secret => [new SecretFilePart(Read(secret))],
        StateFolderReference folder => [new VolumePart(folder.Volume, folder.Within)],
        PostgresHostsReference => [new PostgresHostsPart()],
        SentinelHostsReference => [new SentinelHostsPart()],
        _ => throw new PublishException($"The {what} is a {value.GetType().Name}, which has no value outside of this machine: use text, an endpoint, a connection string or a secret's file."),
    };

    /// <summary>The secrets that a value names.</summary>
    public IEnumerable<Secret> Secrets(object value) => Find<SecretFileReference>([value]).Select(Read);

    /// <summary>All of one kind that values are made of.</summary>
    public IEnumerable<T> Find<T>(IEnumerable<object> values) => values.SelectMany(value => value switch
    {
        T found => [found],
        ConnectionStringReference connection => Find<T>([connection.Resource.ConnectionStringExpression]),
        ReferenceExpression expression => Find<T>(expression.ValueProviders),
        _ => [],
    });

    private static Secret Read(SecretFileReference secret) => new(secret.Name, secret.Kind, secret.Role, secret.Database);

    private static AddressForm FormOf(EndpointProperty property, string what) => property switch
    {
        EndpointProperty.Url => AddressForm.Url,
        EndpointProperty.Host or EndpointProperty.IPV4Host => AddressForm.Host,
        EndpointProperty.Port or EndpointProperty.TargetPort => AddressForm.Port,
        EndpointProperty.HostAndPort => AddressForm.HostAndPort,
        _ => throw new PublishException($"The {what} asks for an endpoint's {property}: a target knows its Url, Host, Port and HostAndPort."),
    };

    private AddressPart Address(EndpointReference endpoint, AddressForm form)
    {
        var member = names.Of(endpoint.Resource);
        return new(member.Workload, member.Member, form);
    }

    // A format string of .NET: {0} is a hole, {{ and }} are braces.
    private IEnumerable<ValuePart> Pieces(ReferenceExpression expression, string what)
    {
        var end = 0;
        foreach (Match hole in Hole().Matches(expression.Format))
        {
            if (hole.Index > end)
            {
                yield return new TextPart(Text(expression.Format[end..hole.Index]));
            }

            end = hole.Index + hole.Length;
            foreach (var part in Read(expression.ValueProviders[int.Parse(hole.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)], what))
            {
                yield return part;
            }
        }

        if (end < expression.Format.Length)
        {
            yield return new TextPart(Text(expression.Format[end..]));
        }
    }

    private static string Text(string format) => format.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\{)\{(?<number>\d+)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
