namespace Distribution.Machine.Ports;

/// <summary>A fixed port is taken; the message names the port, who holds it, and the remedy.</summary>
public sealed class PortInUseException : IOException
{
    /// <summary>Describes a taken port.</summary>
    /// <param name="port">The port that was asked for.</param>
    /// <param name="holder">Who listens on it, or null when the process may not be looked at.</param>
    public PortInUseException(int port, PortHolder? holder)
        : base($"Port {port} is in use{(holder is null ? "" : $" by {holder}")}: end that process, choose another port, or start with --ports random.")
    {
        Port = port;
        Holder = holder;
    }

    /// <summary>The port that was asked for.</summary>
    public int Port { get; }

    /// <summary>Who listens on it, when that could be found out.</summary>
    public PortHolder? Holder { get; }
}
