using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Tests.Model;

public sealed class ParameterTests
{
    private static readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parameter_is_taken_from_the_configuration()
    {
        await using var model = new TestModel("--Parameters:level=low");
        var parameter = model.Builder.AddParameter("level");

        Assert.Equal("low", await parameter.Resource.GetValueAsync(cancellation));
    }

    [Fact]
    public async Task Parameter_without_a_value_says_where_to_set_it()
    {
        await using var model = new TestModel();
        var parameter = model.Builder.AddParameter("level");

        var error = await Assert.ThrowsAsync<MissingParameterValueException>(() => parameter.Resource.GetValueAsync(cancellation).AsTask());

        Assert.Contains("--Parameters:level=VALUE", error.Message, StringComparison.Ordinal);
        Assert.Contains("Parameters__level", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameter_can_be_at_another_place_in_the_configuration()
    {
        await using var model = new TestModel("--Else:where=here");

        Assert.Equal("here", await model.Builder.AddParameterFromConfiguration("level", "Else:where").Resource.GetValueAsync(cancellation));
    }

    [Fact]
    public async Task Generated_parameter_is_made_once_and_kept_in_a_file_of_its_owner()
    {
        await using var model = new TestModel();
        var first = model.Builder.AddParameter("password", new GenerateParameterDefault(), secret: true, persist: true);
        var made = await first.Resource.GetValueAsync(cancellation);

        var again = DistributedApplication.CreateBuilder(["--name", "model", "--state", model.Folder]).AddParameter("password", new GenerateParameterDefault(), secret: true, persist: true);

        Assert.Equal(made, await again.Resource.GetValueAsync(cancellation));
        var file = Path.Combine(model.Folder, "model", "secrets", "parameters", "password");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        await model.StartAsync();
    }

    [Fact]
    public async Task Configured_value_goes_before_a_generated_one_and_is_not_written_down()
    {
        await using var model = new TestModel("--Parameters:password=given");
        var parameter = model.Builder.AddParameter("password", new GenerateParameterDefault(), secret: true, persist: true);

        Assert.Equal("given", await parameter.Resource.GetValueAsync(cancellation));
        Assert.False(Directory.Exists(Path.Combine(model.Folder, "model")));
    }

    [Fact]
    public async Task Secret_cannot_be_published_as_a_default()
    {
        await using var model = new TestModel();

        Assert.Throws<ArgumentException>(() => model.Builder.AddParameter("password", "p", publishValueAsDefault: true, secret: true));
    }

    [Fact]
    public void Generated_text_has_what_was_asked_for()
    {
        var text = new GenerateParameterDefault { MinLength = 40, MinLower = 3, MinUpper = 4, MinNumeric = 5, MinSpecial = 6 }.GetDefaultValue();

        Assert.Equal(40, text.Length);
        Assert.True(text.Count(char.IsAsciiLetterLower) >= 3);
        Assert.True(text.Count(char.IsAsciiLetterUpper) >= 4);
        Assert.True(text.Count(char.IsAsciiDigit) >= 5);
        Assert.True(text.Count(character => !char.IsAsciiLetterOrDigit(character)) >= 6);
    }

    [Fact]
    public void Generated_text_is_another_each_time()
    {
        var generator = new GenerateParameterDefault { Special = false };

        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => generator.GetDefaultValue()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(generator.GetDefaultValue(), character => Assert.True(char.IsAsciiLetterOrDigit(character)));
    }

    [Fact]
    public void Text_of_no_characters_cannot_be_generated()
    {
        Assert.Throws<InvalidOperationException>(() => new GenerateParameterDefault { Lower = false, Upper = false, Numeric = false, Special = false }.GetDefaultValue());
        Assert.Throws<InvalidOperationException>(() => new GenerateParameterDefault { Special = false, MinSpecial = 1 }.GetDefaultValue());
    }

    [Fact]
    public async Task Connection_string_is_taken_from_the_configuration()
    {
        await using var model = new TestModel("--ConnectionStrings:managed=Host=there");
        var managed = model.Builder.AddConnectionString("managed");
        var thing = model.Builder.AddResource(new Thing("thing")).WithReference(managed);

        Assert.Equal("Host=there", (await model.EnvironmentOfAsync(thing.Resource))["ConnectionStrings__managed"]);
    }
}
