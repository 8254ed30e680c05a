using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;

namespace ItemMapper.Tests;

/// <summary>An entity with every shape that the mapping supports.</summary>
[DynamoDBTable("Things", CaseMode.CamelCase, ConversionSchema.V2)]
public sealed partial record Thing
{
    [DynamoDBHashKey("pk")]
    public string PartitionKey { get => $"THING#{Name}"; private init { } }

    [DynamoDBRangeKey("sk")]
    public string SortKey { get; private init; } = "THING";

    [DynamoDBGlobalSecondaryIndexHashKey("byName", "byNameAndSize")]
    public required string Name { get; init; }

    [DynamoDBProperty("about")]
    public string? Text { get; init; }

    public int Size { get; init; } = 7;
    public long? Weight { get; init; }
    public decimal Price { get; init; }
    public bool IsNew { get; init; }
    public bool? IsOld { get; init; }
    public DateTime MadeAt { get; init; }
    public DateTime? SoldAt { get; init; }
    public required List<string> Tags { get; init; }
    public List<long>? Numbers { get; init; }
    public List<Part>? Parts { get; init; }
    public Dictionary<string, int>? Counts { get; init; }
    public Dictionary<string, Part>? PartsByName { get; init; }
    public Part? Largest { get; init; }

    /// <summary>A value that the item may lack.</summary>
    public string Color { get; init; } = "grey";

    [DynamoDBIgnore]
    public string Label => $"{Name} {Size}";

    [DynamoDBIgnore]
    public string? Note { get; init; }
}

/// <summary>A part of a <see cref="Thing"/>, stored as a map.</summary>
[DynamoDBTable("Things", CaseMode.CamelCase, ConversionSchema.V2)]
public sealed partial class Part
{
    public string? Name { get; set; }

    public List<List<string>>? Rows { get; set; }
}
