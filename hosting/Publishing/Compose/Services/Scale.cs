namespace Distribution.Publishing.Compose.Services;

/// <summary>How many of each there are.</summary>
/// <param name="isHighlyAvailable">As many as the model says, or one.</param>
internal sealed class Scale(bool isHighlyAvailable)
{
    public static readonly Scale Single = new(isHighlyAvailable: false);

    public static readonly Scale HighlyAvailable = new(isHighlyAvailable: true);

    public IEnumerable<int> Members(int count) => Enumerable.Range(1, Count(count));

    public int Count(int count) => isHighlyAvailable ? count : 1;
}
