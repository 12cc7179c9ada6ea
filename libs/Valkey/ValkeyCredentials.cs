namespace Distribution.Valkey;

/// <summary>An ACL user and the file with its password. The file is read for every connection, so a changed password needs no restart.</summary>
/// <param name="User">The ACL user's name.</param>
/// <param name="PasswordFile">Path of the file, of which the first line is the password; mode 0600.</param>
public sealed record ValkeyCredentials(string User, string PasswordFile)
{
    /// <summary>The environment variable with the password, instead of the file: for platforms that hand secrets over so. A change of it needs a restart.</summary>
    public string? PasswordVariable { get; init; }

    internal async Task<string> ReadPasswordAsync(CancellationToken cancellation)
    {
        if (PasswordVariable is { Length: > 0 } variable)
        {
            return Environment.GetEnvironmentVariable(variable) is { Length: > 0 } password
                ? password
                : throw new ValkeyUnavailableException($"The password of Valkey user '{User}' is not there: set the environment variable {variable}.", mayHaveBeenExecuted: false);
        }

        try
        {
            using var reader = File.OpenText(PasswordFile);
            return await reader.ReadLineAsync(cancellation) ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ValkeyUnavailableException(
                $"The password of Valkey user '{User}' cannot be read from '{PasswordFile}': {e.Message} Check that the file exists and belongs to this process's account.",
                mayHaveBeenExecuted: false, e);
        }
    }
}
