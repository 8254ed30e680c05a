namespace RouteSync.Direct;

/// <summary>An action that writes one item and answers without a body.</summary>
internal abstract class ItemWriteGenerator(DirectDeclaration declaration) : Generator(declaration)
{
    public override IEnumerable<string> Response()
    {
        Refuse(Declaration.Answer.Type is not null, "cannot answer with a body");
        return ["""#parse("NoContent.vtl")"""];
    }

    protected override IEnumerable<string> Checks()
    {
        Refuse(Declaration.Route.IsConditional, "cannot be conditional");
        return base.Checks();
    }
}

/// <summary>Deletes one item, which may not exist.</summary>
internal sealed class DeleteItemGenerator(DirectDeclaration declaration) : ItemWriteGenerator(declaration)
{
    protected override IEnumerable<string> Call() =>
    [
        "{",
        "\"TableName\": \"$stageVariables.tableName\",",
        $"\"Key\": {ItemKey()}",
        "}",
    ];
}

/// <summary>Stores one item. Its attributes are the id in the path and the time of the request.</summary>
internal sealed class PutItemGenerator(DirectDeclaration declaration) : ItemWriteGenerator(declaration)
{
    private const string Comma = ",";

    private bool KeepsExisting => Declaration.Action.KeepsExisting;

    protected override IEnumerable<string> Call()
    {
        var (partition, sort) = Declaration.Key;
        string[] members =
        [
            Text(PartitionKey, KeyText.Write(partition, Declaration)),
            Text(SortKey, KeyText.Write(sort, Declaration)),
            .. Declaration.Entity.Attributes.Where(attribute => !attribute.IsNullable).Select(Member),
        ];
        return
        [
            .. members.Any(member => member.Contains("$now", StringComparison.Ordinal)) ? ["""#parse("Now.vtl")"""] : (string[])[],
            "{",
            "\"TableName\": \"$stageVariables.tableName\",",
            "\"Item\": {",
            .. members.SkipLast(1).Select(member => member + Comma),
            members[^1],
            KeepsExisting ? "}," : "}",
            .. KeepsExisting ? [$"\"ConditionExpression\": \"attribute_not_exists({PartitionKey})\""] : (string[])[],
            "}",
        ];
    }

    // An item that exists already is what the client asked for.
    public override IEnumerable<string> Error() => !KeepsExisting
        ? base.Error()
        :
        [
            """#parse("Reply.vtl")""",
            .. Checks(),
            """#set($type = "$input.path('$.__type')")""",
            """#if($problem == "" && !$type.endsWith('#ConditionalCheckFailedException'))""",
            """#parse("DynamoDbError.vtl")""",
            "#end",
            """#if($problem != "")""",
            """#parse("Problem.vtl")""",
            "#else",
            $"#set($context.responseOverride.status = {Declaration.Status})",
            "#end",
        ];

    private string Member(StoredAttribute attribute)
    {
        if (attribute.Kind == StoredKind.Time)
            return Text(attribute.Name, "$now");
        var property = attribute.Property.Name;
        if (attribute.Kind == StoredKind.Text && property.Equals(Declaration.Route.Id?.Name, StringComparison.OrdinalIgnoreCase))
            return Text(attribute.Name, "$util.escapeJavaScript($id)");
        throw Declaration.CannotWrite(
            "request",
            $"the property {property} ({attribute.Type.Name}) of {Declaration.Entity.Name} is neither the id in the path nor a time.");
    }

    private static string Text(string name, string value) => $$"""
        "{{name}}": {"S": "{{value}}"}
        """;
}
