using Distribution.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Distribution.Identity.Users;

/// <summary>Makes the users of the file that the database does not have. It waits for the database as long as it takes; nothing else waits for it.</summary>
internal sealed class UserSeed(IOptions<IdentityOptions> options, UserStore users, TimeProvider time, ILogger<UserSeed> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private IReadOnlyList<UsersFileLine> _lines = [];

    /// <summary>Whether every user of the file is there.</summary>
    public bool IsDone { get; private set; }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _lines = options.Value switch
        {
            { UsersFile: { Length: > 0 } file } => UsersFile.ReadOrCreate(file),
            { Users: { Length: > 0 } users } => UsersFile.Parse("Identity:Users", users),
            _ => [],
        };
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!IsDone && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SeedAsync(stoppingToken);
                IsDone = true;
            }
            catch (Exception failure) when (failure is DatabaseUnavailableException or AmbiguousCommitException or NpgsqlException)
            {
                UserLog.NotSeeded(logger, failure.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (_lines.Count == 0)
        {
            return;
        }

        var known = await users.NamesAsync(cancellationToken);
        var missing = _lines.Where(line => !known.Contains(line.Name)).ToList();
        var hashes = await Task.WhenAll(missing.Select(line => Task.Run(() => PasswordHash.Of(line.Password), cancellationToken)));
        foreach (var (line, hash) in missing.Zip(hashes))
        {
            await users.AddAsync(new(line.Name, hash, line.Roles, Disabled: false), cancellationToken);
            UserLog.Seeded(logger, line.Name, string.Join(',', line.Roles));
        }
    }
}
