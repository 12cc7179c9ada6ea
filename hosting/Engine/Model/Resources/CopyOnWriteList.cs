using System.Collections;
using System.Collections.Immutable;

namespace Distribution.Engine.Model;

/// <summary>A list whose readers see a moment of it: supervisors annotate resources while the dashboard walks over them.</summary>
internal sealed class CopyOnWriteList<T> : IList<T>
{
    private ImmutableList<T> items = [];

    public int Count => Moment.Count;

    public bool IsReadOnly => false;

    private ImmutableList<T> Moment => Volatile.Read(ref items);

    public T this[int index]
    {
        get => Moment[index];
        set => Change(all => all.SetItem(index, value));
    }

    public void Add(T item) => Change(all => all.Add(item));

    public void Insert(int index, T item) => Change(all => all.Insert(Math.Min(index, all.Count), item));

    public void RemoveAt(int index) => Change(all => all.RemoveAt(index));

    public void Clear() => Change(_ => []);

    public bool Remove(T item) => ImmutableInterlocked.Update(ref items, all => all.Remove(item));

    public bool Contains(T item) => Moment.Contains(item);

    public int IndexOf(T item) => Moment.IndexOf(item);

    public void CopyTo(T[] array, int arrayIndex) => Moment.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Moment).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Change(Func<ImmutableList<T>, ImmutableList<T>> change) => ImmutableInterlocked.Update(ref items, change);
}
