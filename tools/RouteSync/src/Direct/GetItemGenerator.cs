namespace RouteSync.Direct;

/// <summary>Reads one item: 200, 304, 404 or 412.</summary>
internal sealed class GetItemGenerator(DirectDeclaration declaration) : Generator(declaration)
{
    private string? Tag => Declaration.Action.EntityTag is { } properties ? string.Join(" + '-' + ", properties.Select(TagPart)) : null;

    protected override IEnumerable<string> Call() =>
    [
        "{",
        "\"TableName\": \"$stageVariables.tableName\",",
        $"\"Key\": {ItemKey()}",
        "}",
    ];

    public override IEnumerable<string> Response()
    {
        Refuse(Declaration.Route.IsConditional && Tag is null, "without an EntityTag cannot be conditional");
        return
        [
            """#parse("Reply.vtl")""",
            "#set($item = $input.path('$.Item'))",
            """#if($item == "")""",
            .. Problem("not-found", Declaration.Action.MissingDetail, "the MissingDetail"),
            .. TagRule(),
            "#end",
            """#if($problem != "")""",
            """#parse("Problem.vtl")""",
            "#else",
            .. Tag is null ? (string[])[] : ["#set($context.responseOverride.header.ETag = $etag)"],
            .. CacheControl(),
            .. UnchangedOrBody(),
            "#end",
        ];
    }

    private string[] TagRule()
    {
        if (Tag is null)
            return [];
        string[] tag = ["#else", $$"""#set($etag = '"' + {{Tag}} + '"')"""];
        if (!Declaration.Route.IsConditional)
            return tag;
        // An entity tag contains no quote. So it is in the list of tags if the header's text contains it with its quotes. If-Match compares
        // strongly: a weak tag never matches.
        return
        [
            .. tag,
            "#set($match = $headers.get('if-match'))",
            "#set($noneMatch = $headers.get('if-none-match'))",
            """#if($headers.containsKey('if-match') && $match.trim() != "*" && !$match.replace("W/$etag", "").contains($etag))""",
            .. Problem("precondition-failed", Declaration.Action.MismatchDetail, "the MismatchDetail"),
            "#end",
        ];
    }

    private IEnumerable<string> UnchangedOrBody() => Declaration.Route.IsConditional
        ?
        [
            """#if($headers.containsKey('if-none-match') && ($noneMatch.trim() == "*" || $noneMatch.contains($etag)))""",
            "#set($context.responseOverride.status = 304)",
            "#else",
            .. Body(),
            "#end",
        ]
        : Body();

    private IEnumerable<string> Body() => new Projection(Declaration, "'$.Item.", "'")
        .Lines(Declaration.Answer.Type ?? throw Declaration.Error("the answer of a GetItem needs a type."));

    private string TagPart(string property) => Declaration.Entity.OfProperty(property) switch
    {
        { Kind: StoredKind.Time, IsNullable: false } time => $"$item.{time.Name}.S.replaceAll('[^0-9]', '')",
        { Kind: StoredKind.WholeNumber, IsNullable: false } number => $"$item.{number.Name}.N",
        _ => throw Declaration.Error(
            $"the property {property} in EntityTag must be a time or a whole number of {Declaration.Entity.Name}."),
    };
}
