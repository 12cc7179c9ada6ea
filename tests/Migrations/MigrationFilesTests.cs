using Distribution.Migrations.Plan;

namespace Distribution.Migrations.Tests;

public sealed class MigrationFilesTests
{
    [Fact]
    public void Files_are_ordered_by_their_number() =>
        Assert.Equal(["0001_b", "0002_a"], MigrationFiles.Order("jobs", [("0002_a.sql", ""), ("0001_b.sql", "")]).Select(migration => migration.Name));

    [Theory]
    [InlineData("1_a.sql")]
    [InlineData("0001-a.sql")]
    [InlineData("0001_.sql")]
    public void File_with_another_name_is_named(string file) =>
        Assert.Contains(file, Assert.Throws<MigrationException>(() => MigrationFiles.Order("jobs", [(file, "")])).Message);

    [Fact]
    public void Two_files_of_one_number_are_named() =>
        Assert.Contains("0001_a.sql and 0001_b.sql", Assert.Throws<MigrationException>(() => MigrationFiles.Order("jobs", [("0001_a.sql", ""), ("0001_b.sql", "")])).Message);

    [Fact]
    public void Line_endings_do_not_change_a_checksum() =>
        Assert.Equal(new Migration("a", "x\ny").Checksum, new Migration("a", "x\r\ny").Checksum);

    [Fact]
    public void Databases_have_the_leases_where_they_live_and_the_fences_where_they_are_checked()
    {
        Assert.Contains(Databases.All.Single(database => database.Name == "jobs").Migrations, migration => migration.Name == "leases/leases_0001");
        Assert.Contains(Databases.All.Single(database => database.Name == "access").Migrations, migration => migration.Name == "leases/fences_0001");
    }
}
