namespace Amazon.Lambda.Annotations.DynamoDB;

/// <summary>Lets a DynamoDB stream call the function. What is not set is not written to the template.</summary>
/// <param name="stream">The ARN of the stream, or "@" and the name of the table's resource or of a parameter.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class DynamoDBEventAttribute(string stream) : Attribute
{
    private string _resourceName;
    private uint? _batchSize;
    private bool? _enabled;
    private uint? _window;

    public string Stream { get; set; } = stream;

    /// <summary>The event's name in the template; unless set, the resource's or the table's name.</summary>
    public string ResourceName
    {
        get => _resourceName ?? NameOf(Stream);
        set => _resourceName = value;
    }

    /// <summary>1 to 10000 records; Lambda takes up to 100 unless told.</summary>
    public uint BatchSize
    {
        get => _batchSize ?? 100;
        set => _batchSize = value;
    }

    public StartingPosition StartingPosition { get; set; }

    public bool Enabled
    {
        get => _enabled ?? true;
        set => _enabled = value;
    }

    /// <summary>0 to 300 seconds.</summary>
    public uint MaximumBatchingWindowInSeconds
    {
        get => _window ?? 0;
        set => _window = value;
    }

    /// <summary>Filter patterns (JSON), divided by semicolons.</summary>
    public string Filters { get; set; }

    private static string NameOf(string stream)
    {
        if (string.IsNullOrEmpty(stream))
        {
            return string.Empty;
        }

        if (stream[0] == '@')
        {
            return stream[1..];
        }

        var parts = stream.Split('/');
        return string.Concat((parts.Length > 1 ? parts[1] : stream).Where(char.IsLetterOrDigit));
    }
}

public enum StartingPosition
{
    LATEST = 0,
    TRIM_HORIZON = 1,
}
