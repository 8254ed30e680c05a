namespace LocalGateway.Recording.Health;

/// <summary>A ring of values, one for each time slot of the last minutes. A value is made at the first use of its place, and used again later.</summary>
/// <param name="length">The number of slots.</param>
/// <param name="clear">Makes a used value new.</param>
internal sealed class TimeSlots<T>(int length, Action<T> clear)
    where T : class, new()
{
    private readonly (long Slot, T? Value)[] _ring = new (long, T?)[length];

    /// <summary>The value of a slot, to change it.</summary>
    public T Use(long slot)
    {
        ref var place = ref _ring[slot % length];
        if (place.Value is null)
            place.Value = new();
        else if (place.Slot != slot)
            clear(place.Value);
        place.Slot = slot;
        return place.Value;
    }

    /// <summary>The value of a slot; null if nothing happened in it.</summary>
    public T? this[long slot] => slot >= 0 && _ring[slot % length] is { Value: { } value } place && place.Slot == slot ? value : null;
}
