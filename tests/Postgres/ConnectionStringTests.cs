using Distribution.Postgres.Primary;
using Npgsql;

namespace Distribution.Postgres.Tests;

public sealed class ConnectionStringTests
{
    [Fact]
    public void Each_member_gets_a_connection_string_of_its_own_with_every_wait_bounded()
    {
        var members = Members("Host=10.0.0.1:5433,10.0.0.2;Port=6000;Database=access;Username=access;Passfile=/secrets/pgpass;Target Session Attributes=primary;Timeout=60");

        Assert.Equal(["10.0.0.1:5433", "10.0.0.2:6000"], members.Select(member => member.Address.ToString()));
        var second = new NpgsqlConnectionStringBuilder(members[1].ConnectionString);
        Assert.Equal(("10.0.0.2", 6000, "access", "/secrets/pgpass"), (second.Host, second.Port, second.Database, second.Passfile));
        Assert.Equal((5, 9, 500, 8), (second.Timeout, second.CommandTimeout, second.CancellationTimeout, second.MaxPoolSize));
        Assert.Null(second.TargetSessionAttributes);
    }

    [Theory]
    [InlineData("", GssEncryptionMode.Disable)]
    [InlineData(";GSS Encryption Mode=Require", GssEncryptionMode.Require)]
    public void Encryption_by_gss_is_not_asked_for_unless_it_is_required(string given, GssEncryptionMode expected) =>
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(Members($"Host=a;Username=x{given}")[0].ConnectionString).GssEncryptionMode);

    [Fact]
    public void Ipv6_members_are_understood() =>
        Assert.Equal(["[::1]:5433", "fe80::1:5432"], Members("Host=[::1]:5433,fe80::1;Username=x").Select(member => member.Address.ToString()));

    [Theory]
    [InlineData("Username=x", "names no host")]
    [InlineData("", "names no host")]
    [InlineData("Host=a:99999", "no valid port")]
    [InlineData("Host=a;Target Session Attributes=standby", "primaries only")]
    [InlineData("Host=a;Nonsense=1", "cannot be read")]
    public void Connection_string_that_will_not_do_is_refused_with_the_reason(string connectionString, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Members(connectionString)).Message);

    private static IReadOnlyList<(HostAddress Address, string ConnectionString)> Members(string connectionString) =>
        MemberConnectionStrings.From("access", new PostgresOptions { ConnectionString = connectionString });
}
