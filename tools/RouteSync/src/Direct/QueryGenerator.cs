using System.Globalization;
using RouteSync.Declarations;

namespace RouteSync.Direct;

/// <summary>
/// Reads a page of the items of one partition. The property that orders the items makes the cursors: a cursor is its value in the last item
/// of a page. A cursor with any other value is harmless, because a Query reads only its partition.
/// </summary>
internal sealed class QueryGenerator(DirectDeclaration declaration) : Generator(declaration)
{
    // A loop has at most 1000 rounds in API Gateway, and a request asks for one item more than the page has.
    private const int LargestPage = 999;

    private (string Prefix, string Property) Sort => KeyText.Split(Declaration.Key.Sort, Declaration);

    protected override bool UsesIds => true;

    private DeclaredParameter Limit => Declaration.Route.Query.FirstOrDefault(IsLimit)
        ?? throw Declaration.Error("a Query needs a parameter with a minimum of 1, a maximum and a default: the limit of a page.");

    private DeclaredParameter Cursor => Declaration.Route.Query.FirstOrDefault(parameter => parameter.Name == "cursor")
        ?? throw Declaration.Error("a Query needs the parameter cursor.");

    /// <summary>The attribute of the property that orders the items.</summary>
    private StoredAttribute Order => Declaration.Entity.Find(Sort.Property) is { Kind: StoredKind.Text, IsNullable: false } order
        ? order
        : throw Declaration.Error($"the placeholder {{{Sort.Property}}} of the sort key must be a text of {Declaration.Entity.Name}.");

    protected override IEnumerable<string> Checks()
    {
        Refuse(Declaration.Route.IsConditional, "cannot be conditional");
        Refuse(Declaration.Route.Query.Except([Limit, Cursor]).Any(), "takes only a limit and a cursor");
        Refuse(Number(Limit, "maximum") > LargestPage, "cannot read more than 999 items");
        var (limit, cursor) = (Limit.Name, Cursor.Name);
        return
        [
            .. base.Checks(),
            $"#set($count = {Text(Number(Limit, "default"))})",
            $"""#if($problem == "" && $query.containsKey('{limit}'))""",
            $"#if($query.get('{limit}').matches('{NumberPattern.UpTo(Number(Limit, "maximum"))}'))",
            $"#set($count = $count.parseInt($query.get('{limit}')))",
            "#else",
            """#problem("invalid-parameter")""",
            $"#set($detail = \"{Declaration.Text(Limit.Detail, "the detail of a parameter")}\")",
            $$"""#set($problem.errors = '{"parameter":"{{limit}}","code":"{{Limit.Code}}","detail":"' + $detail + '"}')""",
            "#end",
            "#end",
            """#set($cursor = "")""",
            $"""#if($problem == "" && $query.containsKey('{cursor}'))""",
            $"#if($query.get('{cursor}').matches($uuid))",
            $"#set($cursor = $query.get('{cursor}'))",
            "#else",
            """#parse("InvalidCursor.vtl")""",
            "#end",
            "#end",
        ];
    }

    // It reads one item more than the page has, so that a next page is promised only if it has items.
    protected override IEnumerable<string> Call()
    {
        var partition = KeyText.Write(Declaration.Key.Partition, Declaration);
        var prefix = KeyText.Write(Sort.Prefix, Declaration);
        return
        [
            "#set($limit = $count + 1)",
            "{",
            "\"TableName\": \"$stageVariables.tableName\",",
            $"\"KeyConditionExpression\": \"{PartitionKey} = :{PartitionKey} AND begins_with({SortKey}, :{SortKey})\",",
            $"\"ExpressionAttributeValues\": {Key(partition, prefix, ":")},",
            """#if($cursor != "")""",
            $"\"ExclusiveStartKey\": {Key(partition, $"{prefix}$util.escapeJavaScript($cursor)")},",
            "#end",
            "\"Limit\": $limit",
            "}",
        ];
    }

    public override IEnumerable<string> Response()
    {
        var (items, cursor, item) = Page();
        return
        [
            """#parse("Reply.vtl")""",
            .. Checks(),
            .. CacheControl(),
            "#set($items = $input.path('$.Items'))",
            $$"""{"{{items}}":[##""",
            "#foreach($item in $items)",
            "#if($foreach.index < $count)",
            """#set($path = "$.Items[${foreach.index}]")""",
            "#if($foreach.index > 0)",
            ",##",
            "#end",
            .. new Projection(Declaration, "\"${path}.", "\"").Lines(item),
            "#end",
            "#end",
            "]##",
            .. NextPage(cursor),
            "}##",
        ];
    }

    // DynamoDB ends a page before its limit if it has 1 MB. Then the page has a LastEvaluatedKey.
    private IEnumerable<string> NextPage(string cursor) =>
    [
        "#set($size = $items.size())",
        "#if($size > $count || ($size > 0 && $input.path('$.LastEvaluatedKey') != \"\"))",
        "#set($last = $count - 1)",
        "#if($size < $count)",
        "#set($last = $size - 1)",
        "#end",
        .. Link(),
        $$""","{{cursor}}":$input.json("$.Items[${last}].{{Order.Name}}.S")##""",
        "#end",
    ];

    private IEnumerable<string> Link() => Declaration.Answer.Headers.Contains("Link")
        ?
        [
            $"#set($next = $items.get($last).{Order.Name}.S)",
            "#set($link = '<?')",
            $"#if($query.containsKey('{Limit.Name}'))",
            $"#set($link = $link + '{Limit.Name}=' + $query.get('{Limit.Name}') + '&')",
            "#end",
            $"#set($context.responseOverride.header.Link = $link + '{Cursor.Name}=' + $next + '>; rel=\"next\"')",
        ]
        : [];

    /// <summary>The members of a page: the list, then the cursor of the next page. And the type of the list's items.</summary>
    private (string Items, string Cursor, Type Item) Page()
    {
        var type = Declaration.Answer.Type ?? throw Declaration.Error("the answer of a Query needs a type.");
        return Declaration.Schemas.MembersOf(type) is [var items, { IsNullable: true } cursor] && cursor.Type == typeof(string)
            && ItemType(items.Type) is { } item
            ? (items.Name, cursor.Name, item)
            : throw Declaration.CannotWrite(
                "response", $"a page such as {JsonSchemas.NameOf(type)} must have a list and an optional cursor, in this order.");
    }

    private static Type? ItemType(Type list) => list.IsArray
        ? list.GetElementType()
        : list.GetGenericArguments() is [var item] && typeof(System.Collections.IEnumerable).IsAssignableFrom(list) ? item : null;

    private static bool IsLimit(DeclaredParameter parameter) => parameter.Schema.GetValueOrDefault("minimum") is 1
        && parameter.Schema.ContainsKey("default") && parameter.Schema.ContainsKey("maximum");

    private static int Number(DeclaredParameter parameter, string keyword) =>
        Convert.ToInt32(parameter.Schema[keyword], CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
