using Distribution.Publishing.Tools;

namespace Distribution.Publishing.Tests.Tools;

public sealed class NpmPackageTests
{
    [Fact]
    public async Task Package_of_another_content_than_pinned_is_refused_and_not_kept()
    {
        var tampered = new NpmPackage("isarray", "2.0.5", "sha512-" + Convert.ToBase64String(new byte[64]));

        var refusal = await Assert.ThrowsAsync<PublishException>(() => tampered.FetchAsync(TestContext.Current.CancellationToken));

        Assert.Contains("isarray@2.0.5 is not what it should be", refusal.Message);
        Assert.False(tampered.IsFetched);
    }
}
