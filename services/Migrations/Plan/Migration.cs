using System.Security.Cryptography;
using System.Text;

namespace Distribution.Migrations.Plan;

/// <summary>One step of a database's schema.</summary>
/// <param name="Name">Unique within the database; steps are applied in the order of their plan.</param>
/// <param name="Sql">The statements, run in one transaction.</param>
internal sealed record Migration(string Name, string Sql)
{
    /// <summary>SHA-256 of the statements; how lines end does not count.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
