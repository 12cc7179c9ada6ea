namespace Distribution.Valkey.Tests;

public sealed class ValkeyOptionsTests
{
    [Fact]
    public void Parse_sentinels_names_all_of_it()
    {
        var options = ValkeyOptions.Parse("sentinels=127.0.0.1:1, [::1]:2;service=cache;user=app;passwordFile=/secrets/valkey-app");

        Assert.Equal([new("127.0.0.1", 1), new("::1", 2)], options.Sentinels);
        Assert.Equal(("cache", new ValkeyCredentials("app", "/secrets/valkey-app")), (options.Service, options.Credentials));
        Assert.Null(options.Endpoint);
    }

    [Fact]
    public void Parse_endpoint_needs_neither_service_nor_user()
    {
        var options = ValkeyOptions.Parse("endpoint=localhost:6379");

        Assert.Equal(new ValkeyEndpoint("localhost", 6379), options.Endpoint);
        Assert.Null(options.Credentials);
    }

    [Fact]
    public void Parse_managed_server_is_an_endpoint_with_tls_and_a_password_from_the_environment()
    {
        var options = ValkeyOptions.Parse("endpoint=cache.example.net:10000;tls=true;user=default;passwordVariable=CACHE_PASSWORD");

        Assert.Equal(new ValkeyEndpoint("cache.example.net", 10000), options.Endpoint);
        Assert.True(options.Tls);
        Assert.Equal(("default", "CACHE_PASSWORD"), (options.Credentials!.User, options.Credentials.PasswordVariable));
    }

    [Theory]
    [InlineData("endpoint=a:1;tls=perhaps", "'perhaps' under 'tls'")]
    [InlineData("endpoint=a:1;tlsAuthority=/ca.pem", "tlsAuthority without tls=true")]
    [InlineData("endpoint=a:1;user=app;passwordFile=/f;passwordVariable=V", "both a passwordFile and a passwordVariable")]
    [InlineData("endpoint=a:1;passwordVariable=V", "user and passwordFile or passwordVariable")]
    [InlineData("", "neither sentinels nor an endpoint")]
    [InlineData("sentinels=a:1;endpoint=b:2", "both sentinels and an endpoint")]
    [InlineData("endpoint=localhost", "'localhost' under 'endpoint'")]
    [InlineData("sentinels=a:1,b:99999", "'b:99999'")]
    [InlineData("endpoint=a:1;user=app", "user and passwordFile")]
    [InlineData("endpoint=a:1;colour=red", "'colour' is no key")]
    public void Parse_wrong_text_says_what_is_wrong_and_the_form(string text, string says)
    {
        var error = Assert.Throws<FormatException>(() => ValkeyOptions.Parse(text));

        Assert.Contains(says, error.Message);
        Assert.Contains("passwordFile=PATH", error.Message);
    }

    [Fact]
    public void Parse_password_in_the_string_is_refused_and_not_repeated() =>
        Assert.DoesNotContain("hunter2", Assert.Throws<FormatException>(() => ValkeyOptions.Parse("endpoint=a:1;password=hunter2")).Message);
}
