using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Orchestration;

/// <summary>
/// One resource's log on disk, a line for each of its log: the time, <c>stdout</c> or <c>stderr</c>, the text. The file of the run before is kept beside it as <c>.1</c>, and takes its
/// place also when this one becomes too large.
/// </summary>
internal sealed class LogFile : IDisposable
{
    private readonly string _path;
    private readonly long _limit;
    private StreamWriter? _writer;

    /// <param name="path">The file.</param>
    /// <param name="limit">Bytes at which it is put aside.</param>
    public LogFile(string path, long limit)
    {
        _path = path;
        _limit = limit;
        Rotate();
    }

    /// <summary>Adds lines; they are on disk when it returns.</summary>
    /// <exception cref="IOException">They could not be written, and are lost: the disk is full.</exception>
    public void Append(IReadOnlyList<LogLine> lines)
    {
        if (_writer?.BaseStream.Length > _limit)
        {
            Rotate();
        }

        _writer ??= new StreamWriter(_path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var line in lines)
        {
            var (time, text) = Split(line.Content);
            _writer.WriteLine($"{time} {(line.IsErrorMessage ? "stderr" : "stdout")} {text}");
        }

        _writer.Flush();
    }

    public void Dispose() => _writer?.Dispose();

    private void Rotate()
    {
        _writer?.Dispose();
        _writer = null;
        if (File.Exists(_path))
        {
            File.Move(_path, _path + ".1", overwrite: true);
        }
    }

    private static (string Time, string Text) Split(string content)
    {
        var end = content.IndexOf(' ');
        return end > 0 ? (content[..end], content[(end + 1)..]) : (content, "");
    }
}
