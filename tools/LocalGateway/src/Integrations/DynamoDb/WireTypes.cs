using System.Buffers.Text;
using System.Text.Json;

namespace LocalGateway.Integrations.DynamoDb;

/// <summary>
/// The JSON types of a DynamoDB request. The service refuses a value of the wrong type with a <c>SerializationException</c>, but DynamoDB
/// Local converts it and stores it. The types are those of the API reference; the texts are those that the tests of architect/dynalite
/// expect, which run against the service.
/// </summary>
internal static class WireTypes
{
    private const string Start = "Start of structure or map found where not expected";
    private const string Package = "com.amazonaws.dynamodb.v20120810.";

    private delegate string? Check(JsonElement value, bool isField);

    private static readonly Check Values = MapOf(AttributeValue, Package + "AttributeValue");

    // A name has the same type in all requests, except RequestItems.
    private static readonly Dictionary<string, Check> Members = new(StringComparer.Ordinal)
    {
        ["TableName"] = Text,
        ["IndexName"] = Text,
        ["KeyConditionExpression"] = Text,
        ["FilterExpression"] = Text,
        ["ProjectionExpression"] = Text,
        ["ConditionExpression"] = Text,
        ["UpdateExpression"] = Text,
        ["ConditionalOperator"] = Text,
        ["ComparisonOperator"] = Text,
        ["Action"] = Text,
        ["Select"] = Text,
        ["ReturnValues"] = Text,
        ["ReturnConsumedCapacity"] = Text,
        ["ReturnItemCollectionMetrics"] = Text,
        ["ReturnValuesOnConditionCheckFailure"] = Text,
        ["ClientRequestToken"] = Text,
        ["Statement"] = Text,
        ["NextToken"] = Text,
        ["Limit"] = Integer,
        ["Segment"] = Integer,
        ["TotalSegments"] = Integer,
        ["ConsistentRead"] = Boolean,
        ["ScanIndexForward"] = Boolean,
        ["Exists"] = Boolean,
        ["Value"] = AttributeValue,
        ["AttributeValueList"] = ListOf(AttributeValue),
        ["Parameters"] = ListOf(AttributeValue),
        ["AttributesToGet"] = ListOf(Text),
        ["Key"] = Values,
        ["Item"] = Values,
        ["ExclusiveStartKey"] = Values,
        ["ExpressionAttributeValues"] = Values,
        ["ExpressionAttributeNames"] = MapOf(Text, "java.lang.String"),
        ["Keys"] = ListOf(Values),
        ["KeyConditions"] = MapOf(Structure("Condition"), Package + "Condition"),
        ["QueryFilter"] = MapOf(Structure("Condition"), Package + "Condition"),
        ["ScanFilter"] = MapOf(Structure("Condition"), Package + "Condition"),
        ["Expected"] = MapOf(Structure("ExpectedAttributeValue"), Package + "ExpectedAttributeValue"),
        ["AttributeUpdates"] = MapOf(Structure("AttributeValueUpdate"), Package + "AttributeValueUpdate"),
        ["TransactItems"] = ListOf(Structure("TransactWriteItem")),
        ["Get"] = Structure("Get"),
        ["Put"] = Structure("Put"),
        ["Update"] = Structure("Update"),
        ["Delete"] = Structure("Delete"),
        ["ConditionCheck"] = Structure("ConditionCheck"),
        ["PutRequest"] = Structure("PutRequest"),
        ["DeleteRequest"] = Structure("DeleteRequest"),
    };

    private static readonly Dictionary<string, Check> AttributeValueMembers = new(StringComparer.Ordinal)
    {
        ["S"] = Text,
        ["N"] = Text,
        ["B"] = Binary,
        ["SS"] = ListOf(Text),
        ["NS"] = ListOf(Text),
        ["BS"] = ListOf(Binary),
        ["BOOL"] = Boolean,
        ["NULL"] = Boolean,
        ["L"] = ListOf(AttributeValue),
        ["M"] = Values,
    };

    private static readonly Check BatchRead = MapOf(Structure("KeysAndAttributes"), Package + "KeysAndAttributes");
    private static readonly Check BatchWrite = MapOf(ListOf(Structure("WriteRequest")), $"java.util.List<{Package}WriteRequest>");

    /// <summary>Members that the service does not know have no type: it ignores them.</summary>
    /// <param name="action">The action called.</param>
    /// <param name="request">A JSON object.</param>
    /// <returns>The service's message for the first value of a wrong type; null if there is none.</returns>
    public static string? Problem(string action, JsonElement request) =>
        OfMembers(request, Members, action == "BatchGetItem" ? BatchRead : BatchWrite);

    /// <param name="requestItems">The type of <c>RequestItems</c>, which only the request itself may have.</param>
    private static string? OfMembers(JsonElement structure, Dictionary<string, Check> members, Check? requestItems = null)
    {
        foreach (var member in structure.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;
            var type = requestItems is not null && member.NameEquals("RequestItems") ? requestItems : members.GetValueOrDefault(member.Name);
            if (type?.Invoke(member.Value, isField: true) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? AttributeValue(JsonElement value, bool isField) =>
        OfStructure(value, isField, "AttributeValue", AttributeValueMembers);

    private static Check Structure(string name) => (value, isField) => OfStructure(value, isField, name, Members);

    private static string? OfStructure(JsonElement value, bool isField, string name, Dictionary<string, Check> members) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => OfMembers(value, members),
            JsonValueKind.Array => $"Unrecognized collection type class {Package}{name}",
            _ => isField ? "Unexpected field type" : "Unexpected value type in payload",
        };

    private static Check MapOf(Check type, string name) => (value, _) => value.ValueKind switch
    {
        JsonValueKind.Object => OfValues(value, type),
        JsonValueKind.Array => $"Unrecognized collection type java.util.Map<java.lang.String, {name}>",
        _ => "Unexpected field type",
    };

    private static Check ListOf(Check type) => (value, _) => value.ValueKind switch
    {
        JsonValueKind.Array => OfItems(value, type),
        JsonValueKind.Object => Start,
        _ => "Unexpected field type",
    };

    private static string? OfValues(JsonElement map, Check type)
    {
        foreach (var member in map.EnumerateObject())
        {
            if (OfItem(member.Value, type) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? OfItems(JsonElement list, Check type)
    {
        foreach (var item in list.EnumerateArray())
        {
            if (OfItem(item, type) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? OfItem(JsonElement item, Check type) =>
        item.ValueKind == JsonValueKind.Null ? null : type(item, isField: false);

    private static string? Text(JsonElement value, bool isField) =>
        value.ValueKind == JsonValueKind.String ? null : Scalar(value, "String", "java.lang.String");

    private static string? Integer(JsonElement value, bool isField) =>
        value.ValueKind == JsonValueKind.Number ? null : Scalar(value, "Integer", "java.lang.Integer");

    private static string? Boolean(JsonElement value, bool isField) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => null,
        JsonValueKind.String => "Unexpected token received from parser",
        _ => Scalar(value, "Boolean", "java.lang.Boolean"),
    };

    private static string? Binary(JsonElement value, bool isField) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is var text && !Base64.IsValid(text) => text!.Length % 4 == 0
            ? "Invalid last non-pad Base64 character dectected"
            : $"Base64 encoded length is expected a multiple of 4 bytes but found: {text.Length}",
        JsonValueKind.String => null,
        JsonValueKind.Object or JsonValueKind.Array => Scalar(value, "", "java.nio.ByteBuffer"),
        _ => "only base-64-encoded strings are convertible to bytes",
    };

    private static string Scalar(JsonElement value, string type, string javaClass) => value.ValueKind switch
    {
        JsonValueKind.Object => Start,
        JsonValueKind.Array => $"Unrecognized collection type class {javaClass}",
        JsonValueKind.String => $"STRING_VALUE cannot be converted to {type}",
        JsonValueKind.True => $"TRUE_VALUE cannot be converted to {type}",
        JsonValueKind.False => $"FALSE_VALUE cannot be converted to {type}",
        _ when value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') => $"DECIMAL_VALUE cannot be converted to {type}",
        _ => $"NUMBER_VALUE cannot be converted to {type}",
    };
}
