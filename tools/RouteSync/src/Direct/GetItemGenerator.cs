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
        // API Gateway compresses the answer depending on Accept-Encoding, and each coding needs a strong tag of its own (RFC 9110 §8.8.3.3).
        // So the header becomes the end of the tag. A long or unusual header gives a weak tag, which is right for all codings.
        string[] tag =
        [
            "#else",
            $"#set($state = {Tag})",
            """#set($plain = '"' + $state + '"')""",
            "#set($tag = $plain)",
            "#set($etag = $plain)",
            "#if($headers.containsKey('accept-encoding'))",
            """#set($codings = $headers.get('accept-encoding').replaceAll('[ \t]', ''))""",
            "#if(!$codings.matches('[A-Za-z0-9*;=.,-]{0,64}'))",
            """#set($etag = "W/$tag")""",
            """#elseif($codings != "" && $codings != "identity")""",
            """#set($tag = '"' + $state + ';' + $codings.replace(',', '.') + '"')""",
            "#set($etag = $tag)",
            "#end",
            "#end",
        ];
        if (!Declaration.Route.IsConditional)
            return tag;
        // An entity tag contains no quote. So it is in the list of tags if the header's text contains it with its quotes. If-Match compares
        // strongly: a weak tag never matches. All codings are the same state, so the end of a tag does not count.
        return
        [
            .. tag,
            "#set($match = $headers.get('if-match'))",
            "#set($noneMatch = $headers.get('if-none-match'))",
            """#if($headers.containsKey('if-match') && $match.trim() != "*")""",
            """#set($states = $match.replace('W/"', ''))""",
            """#set($coded = '"' + $state + ';')""",
            """#if(!$states.contains($plain) && !$states.contains($coded))""",
            .. Problem("precondition-failed", Declaration.Action.MismatchDetail, "the MismatchDetail"),
            "#end",
            "#end",
        ];
    }

    private IEnumerable<string> UnchangedOrBody() => Declaration.Route.IsConditional
        ?
        [
            """#if($headers.containsKey('if-none-match') && ($noneMatch.trim() == "*" || $noneMatch.contains($tag)))""",
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
