using System.Reflection;
using System.Text.Json;
using Amazon.DynamoDBv2.DataModel;

namespace LambdaCrud.Tests.Support;

/// <summary>The indexes that the stored entities declare, as <c>byStatusAndId: status HASH, id RANGE</c>.</summary>
internal static class DeclaredIndexes
{
    public static IEnumerable<string> All => Keys()
        .GroupBy(key => key.Index)
        .Select(index => $"{index.Key}: {string.Join(", ", index.Select(key => key.Text).Distinct().OrderBy(IsRange))}");

    private static bool IsRange(string key) => key.EndsWith(" RANGE", StringComparison.Ordinal);

    private static IEnumerable<(string Index, string Text)> Keys() =>
        from type in typeof(Startup).Assembly.GetTypes()
        where type.IsDefined(typeof(DynamoDBTableAttribute))
        from property in type.GetProperties()
        let name = JsonNamingPolicy.CamelCase.ConvertName(property.Name)
        from key in property.GetCustomAttributes<DynamoDBGlobalSecondaryIndexHashKeyAttribute>()
            .SelectMany(key => key.IndexNames).Select(index => (index, $"{name} HASH"))
            .Concat(property.GetCustomAttributes<DynamoDBGlobalSecondaryIndexRangeKeyAttribute>()
                .SelectMany(key => key.IndexNames).Select(index => (index, $"{name} RANGE")))
        select key;
}
