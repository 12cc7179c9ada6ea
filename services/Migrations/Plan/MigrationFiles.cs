using System.Text.RegularExpressions;

namespace Distribution.Migrations.Plan;

/// <summary>Reads <c>DATABASE/NNNN_name.sql</c> as embedded in this program.</summary>
internal static partial class MigrationFiles
{
    public static IReadOnlyList<Migration> Of(string database)
    {
        var assembly = typeof(MigrationFiles).Assembly;
        var prefix = $"{database}/";
        var files = assembly.GetManifestResourceNames().Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return Order(database, files.Select(file =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            return (file[prefix.Length..], reader.ReadToEnd());
        }));
    }

    /// <exception cref="MigrationException">A file's name has no number, or one that another has.</exception>
    internal static IReadOnlyList<Migration> Order(string database, IEnumerable<(string File, string Sql)> files)
    {
        var numbered = files.Select(file => (Number: Number(database, file.File), file.File, file.Sql)).OrderBy(file => file.Number, StringComparer.Ordinal).ToArray();
        foreach (var same in numbered.GroupBy(file => file.Number, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            throw new MigrationException($"{database}: {string.Join(" and ", same.Select(file => file.File))} have the same number: give the later one the next.");
        }

        return [.. numbered.Select(file => new Migration(Path.GetFileNameWithoutExtension(file.File), file.Sql))];
    }

    private static string Number(string database, string file) => Name().Match(file) is { Success: true } match
        ? match.Groups["number"].Value
        : throw new MigrationException($"{database}: {file} is not named NNNN_name.sql.");

    [GeneratedRegex("^(?<number>[0-9]{4})_[a-z0-9_]+\\.sql$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
