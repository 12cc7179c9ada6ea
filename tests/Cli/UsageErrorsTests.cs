namespace Distribution.Cli.Tests;

public sealed class UsageErrorsTests
{
    [Theory]
    [InlineData("'upp' is not a verb; did you mean 'up'. See ./distribution --help.", "upp")]
    [InlineData("'xyzzy' is not a verb. See ./distribution --help.", "xyzzy")]
    [InlineData("Required argument 'RESOURCE' missing for command: 'kill'. See ./distribution kill --help.", "kill")]
    [InlineData("Unrecognized command or argument '--bogus'. See ./distribution down --help.", "down", "--bogus")]
    [InlineData("Argument 'x' not recognized. Must be one of: 'fixed' 'random'. See ./distribution up --help.", "up", "--ports", "x")]
    [InlineData("--for: 'soon' is not a time: give a number of seconds, minutes or hours, as 90s, 2m or 1h. See ./distribution drill --help.", "drill", "random", "--for", "soon")]
    [InlineData("--timeout is '0': give a whole number of seconds, 1 or more. See ./distribution up --help.", "up", "--timeout", "0")]
    public void Bad_arguments_are_named_on_one_line_with_what_would_do(string expected, params string[] args)
    {
        var error = UsageErrors.Describe(CommandLine.Build().Parse(args));

        Assert.Equal(expected, error.Message);
        Assert.Equal(2, error.ExitCode);
    }

    [Theory]
    [InlineData("status", "--name", "Not a name")]
    [InlineData("nonsense")]
    [InlineData("up", "--ports", "x")]
    public async Task Bad_usage_ends_with_code_2(params string[] args) => Assert.Equal(2, await CommandLine.RunAsync(args));

    [Fact]
    public void Every_verb_has_help_and_every_argument_a_description()
    {
        var verbs = CommandLine.Build().Subcommands;

        Assert.All(verbs, verb => Assert.NotEmpty(verb.Description ?? ""));
        Assert.All(verbs.SelectMany(verb => verb.Options), option => Assert.NotEmpty(option.Description ?? ""));
        Assert.All(verbs.SelectMany(verb => verb.Arguments), argument => Assert.NotEmpty(argument.Description ?? ""));
    }
}
