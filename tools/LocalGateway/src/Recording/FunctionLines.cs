namespace LocalGateway.Recording;

/// <summary>The last lines that the functions logged. A line belongs to a call by Lambda's id of the call.</summary>
internal sealed class FunctionLines
{
    /// <summary>Characters of all lines together.</summary>
    public const int Capacity = 4 * 1024 * 1024;

    /// <summary>Characters of one line; a longer line is cut.</summary>
    public const int MaxLine = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<(string RequestId, string Text)> _lines = [];
    private long _size;

    public void Add(string requestId, string text)
    {
        if (text.Length > MaxLine)
            text = $"{text.AsSpan(0, MaxLine)} … (the line has {text.Length} characters)";
        lock (_lock)
        {
            _lines.Enqueue((requestId, text));
            _size += text.Length;
            while (_size > Capacity)
                _size -= _lines.Dequeue().Text.Length;
        }
    }

    public IReadOnlyList<string> Of(string? requestId)
    {
        if (requestId is null)
            return [];
        lock (_lock)
            return [.. _lines.Where(line => line.RequestId == requestId).Select(line => line.Text)];
    }
}
