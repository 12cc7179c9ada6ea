namespace Distribution.Valkey;

/// <summary>An ACL user and the file with its password. The file is read for every connection, so a changed password needs no restart.</summary>
/// <param name="User">The ACL user's name.</param>
/// <param name="PasswordFile">Path of the file, of which the first line is the password; mode 0600.</param>
public sealed record ValkeyCredentials(string User, string PasswordFile)
{
    internal async Task<string> ReadPasswordAsync(CancellationToken cancellation)
    {
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
