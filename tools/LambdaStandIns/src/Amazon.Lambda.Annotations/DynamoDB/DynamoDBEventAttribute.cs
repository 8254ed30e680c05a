namespace Amazon.Lambda.Annotations.DynamoDB;

/// <summary>Lets a DynamoDB stream call the function. Values that are not set are not written to the template.</summary>
/// <param name="stream">The ARN of the stream, or "@" and the name of a table resource or a template parameter.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class DynamoDBEventAttribute(string stream) : Attribute
{
    private string _resourceName;
    private uint? _batchSize;
    private bool? _enabled;
    private uint? _window;

    public string Stream { get; set; } = stream;

    /// <summary>The name of the event in the template. The default is the name of the resource or the table.</summary>
    public string ResourceName
    {
        get => _resourceName ?? NameOf(Stream);
        set => _resourceName = value;
    }

    /// <summary>1 to 10000 records. The default of Lambda is 100.</summary>
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

    /// <summary>Filter patterns (JSON), separated by semicolons.</summary>
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
