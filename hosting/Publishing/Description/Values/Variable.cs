namespace Distribution.Publishing.Description.Values;

/// <summary>A setting of a workload, given to it as an environment variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Parts">Its value, in pieces.</param>
public sealed record Variable(string Name, IReadOnlyList<ValuePart> Parts)
{
    /// <summary>
    /// The workload of whose first replica this tells: there is one like it for each of that workload's replicas, made by <see cref="For"/>. Null for a setting that stands alone.
    /// </summary>
    public string? Each { get; init; }

    /// <summary>The same setting about another replica of the workload <see cref="Each"/>.</summary>
    /// <param name="member">Which replica, from 1.</param>
    public Variable For(int member) => Each is null
        ? this
        : this with
        {
            Name = Name.Replace($"{Each}-1", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Each}-{member}"), StringComparison.Ordinal),
            Parts = [.. Parts.Select(part => part is AddressPart address && address.Workload == Each ? address with { Member = member } : part)],
        };

    /// <summary>The value, with the holes filled.</summary>
    /// <param name="fill">Gives the text of a hole; it is not asked for text.</param>
    public string Render(Func<ValuePart, string> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return string.Concat(Parts.Select(part => part is TextPart text ? text.Text : fill(part)));
    }
}
