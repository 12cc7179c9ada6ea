namespace Distribution.Tokens.Tests;

public sealed class ServiceTokenSourceTests
{
    [Theory]
    [InlineData("api", "/secret", null, true)]
    [InlineData("api", null, "secret", true)]
    [InlineData("api", "/secret", "secret", false)]
    [InlineData("api", null, "", false)]
    [InlineData("api", null, null, false)]
    [InlineData(null, null, "secret", false)]
    public void Secret_is_a_file_or_a_setting_and_not_both(string? client, string? file, string? secret, bool isGood) =>
        Assert.Equal(isGood, ServiceTokenSource.Complaint(new() { ClientId = client, ClientSecretFile = file, ClientSecret = secret }) is null);
}
