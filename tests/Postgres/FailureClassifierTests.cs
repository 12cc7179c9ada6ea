using System.Net.Sockets;
using Distribution.Postgres.Retry;
using Npgsql;

namespace Distribution.Postgres.Tests;

public sealed class FailureClassifierTests
{
    [Theory]
    [InlineData("40001", Verdict.Transient)]
    [InlineData("40P01", Verdict.Transient)]
    [InlineData("55P03", Verdict.Transient)]
    [InlineData("57014", Verdict.Transient)]
    [InlineData("53300", Verdict.Transient)]
    [InlineData("53100", Verdict.Transient)]
    [InlineData("25P03", Verdict.Transient)]
    [InlineData("57P05", Verdict.Transient)]
    [InlineData("25006", Verdict.PrimaryLost)]
    [InlineData("57P01", Verdict.PrimaryLost)]
    [InlineData("57P02", Verdict.PrimaryLost)]
    [InlineData("57P03", Verdict.PrimaryLost)]
    [InlineData("08006", Verdict.PrimaryLost)]
    [InlineData("23505", Verdict.Permanent)]
    [InlineData("42601", Verdict.Permanent)]
    [InlineData("25P02", Verdict.Permanent)]
    public void Answer_is_classified_by_its_sqlstate(string sqlState, object verdict) =>
        Assert.Equal(verdict, FailureClassifier.Classify(new PostgresException("message", "ERROR", "ERROR", sqlState)));

    [Fact]
    public void Broken_connections_and_unreachable_hosts_lose_the_primary()
    {
        Exception[] failures =
        [
            new NpgsqlException("Exception while reading from stream", new EndOfStreamException()),
            new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused)),
            new NpgsqlException("Exception while reading from stream", new TimeoutException()),
            new NpgsqlException("No suitable host was found."),
            new NpgsqlException("Unable to connect to a suitable host. Check inner exception for more details."),
            new InvalidOperationException("an object mapper's", new NpgsqlException("x", new IOException())),
        ];

        Assert.All(failures, failure => Assert.Equal(Verdict.PrimaryLost, FailureClassifier.Classify(failure)));
    }

    [Fact]
    public void Failure_of_the_callers_own_is_permanent() => Assert.Equal(Verdict.Permanent, FailureClassifier.Classify(new InvalidOperationException("x")));

    [Theory]
    [InlineData("ERROR", "40001", true)]
    [InlineData("ERROR", "23503", true)]
    [InlineData("ERROR", "40003", false)]
    [InlineData("FATAL", "57P01", false)]
    [InlineData("PANIC", "XX000", false)]
    public void Answer_to_commit_says_whether_it_was_rolled_back(string severity, string sqlState, bool rolledBack) =>
        Assert.Equal(rolledBack, FailureClassifier.SaysRolledBack(new PostgresException("message", severity, severity, sqlState)));
}
