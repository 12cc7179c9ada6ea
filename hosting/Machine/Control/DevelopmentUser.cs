using Distribution.Machine.State;

namespace Distribution.Machine.Control;

/// <summary>A user that a development topology begins with, as its file of users has it.</summary>
/// <param name="Name">The name to sign in with.</param>
/// <param name="Password">The generated password.</param>
public sealed record DevelopmentUser(string Name, string Password)
{
    /// <summary>The first user of the topology that has a role.</summary>
    /// <param name="folder">The topology's state folder.</param>
    /// <param name="role">The role.</param>
    /// <exception cref="ControlException">There is no file, or nobody in it has the role.</exception>
    public static DevelopmentUser WithRole(StateFolder folder, string role)
    {
        if (!File.Exists(folder.UsersFile))
        {
            throw new ControlException($"Topology '{folder.Name}' has no users yet ({folder.UsersFile} is missing): start it with ./distribution up.", isAbsent: true);
        }

        return File.ReadLines(folder.UsersFile)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 3 && fields[2].Split(',').Contains(role, StringComparer.Ordinal))
            .Select(fields => new DevelopmentUser(fields[0], fields[1]))
            .FirstOrDefault() ?? throw new ControlException($"Nobody in {folder.UsersFile} has the role {role}: a line is NAME PASSWORD ROLE[,ROLE].");
    }
}
