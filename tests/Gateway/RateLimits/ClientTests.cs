using System.Net;
using Distribution.Gateway.RateLimits;
using Distribution.Servers;
using Microsoft.AspNetCore.Http;

namespace Distribution.Gateway.Tests.RateLimits;

public sealed class ClientTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2::1", "20010DB800010002")]
    public void Address_is_that_of_one_client(string remote, string expected) => Assert.Equal(expected, Client.Address(From(remote)));

    [Fact]
    public void Name_is_the_address_and_the_subject_together()
    {
        using var issuer = new TestIssuer();
        string Name(string remote, string? user) => Client.Name(From(remote, user is null ? null : $"Bearer {issuer.UserToken(user)}"), remote);

        Assert.Equal("192.0.2.7", Name("192.0.2.7", null));
        Assert.Equal(Name("192.0.2.7", "one"), Name("192.0.2.7", "one"));
        Assert.NotEqual(Name("192.0.2.7", "one"), Name("192.0.2.7", "two"));
        Assert.NotEqual(Name("192.0.2.7", "one"), Name("192.0.2.8", "one"));
        Assert.Matches("^[A-Za-z0-9_-]{22}$", Name("192.0.2.7", new string('x', 3000)));
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.!!.c")]
    [InlineData("Bearer a.W10.c")]
    [InlineData("Bearer a.e30.c")]
    [InlineData("Bearer a.eyJzdWIiOjF9.c")]
    [InlineData("Bearer a.eyJzdWIiOiJcdWQ4MDAifQ.c")]
    [InlineData("Basic YTpi")]
    public void What_is_no_token_has_no_subject(string field) => Assert.Null(Client.Subject(From("192.0.2.7", field).Request));

    private static DefaultHttpContext From(string remote, string? authorization = null)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(remote) } };
        context.Request.Headers.Authorization = authorization;
        return context;
    }
}
