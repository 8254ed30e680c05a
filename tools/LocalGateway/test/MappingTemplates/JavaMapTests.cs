using LocalGateway.MappingTemplates.Values;

namespace LocalGateway.Tests.MappingTemplates;

/// <summary>Maps of few entries and maps of many entries find their entries in different ways.</summary>
public sealed class JavaMapTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(100)]
    public void A_map_of_any_size_finds_replaces_and_removes_its_entries_and_keeps_their_order(int size)
    {
        var map = new JavaMap();
        foreach (var number in Enumerable.Range(0, size))
            map.Put($"key {number}", number);

        Assert.Null(map.Put("another key", "value"));
        Assert.Equal("value", map.Remove("another key"));
        Assert.Equal(1, map.Put("key 1", "new"));
        Assert.Equal(0, map.Remove("key 0"));
        Assert.Null(map.Remove("key 0"));
        Assert.Null(map.Put("key 0", "last"));

        Assert.Equal(size, map.Count);
        Assert.Equal([.. Enumerable.Range(1, size - 1).Select(number => $"key {number}"), "key 0"], map.Entries.Select(entry => entry.Key));
        Assert.Equal("new", map.Get("key 1"));
        Assert.Equal("last", map.Get("key 0"));
        Assert.Equal(2, map.Get("key 2"));
        Assert.True(map.ContainsKey("key 2"));
        Assert.False(map.ContainsKey("key"));
        Assert.Null(map.Get(2));
        Assert.Equal(["key 1"], map.Replaced);
    }
}
