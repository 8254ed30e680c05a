using RouteSync.Declarations;

namespace RouteSync.Direct;

/// <summary>
/// Writes the mapping templates for one action, as lines of a .vtl file in <see cref="DirectTemplates.SharedFolder"/>.
/// </summary>
internal abstract class Generator(DirectDeclaration declaration)
{
    /// <summary>The attributes of the table's key.</summary>
    protected const string PartitionKey = "pk";

    /// <inheritdoc cref="PartitionKey"/>
    protected const string SortKey = "sk";

    protected DirectDeclaration Declaration => declaration;

    public static Generator For(string action, DirectDeclaration declaration) => action switch
    {
        "Mock" => new MockGenerator(declaration),
        "GetItem" => new GetItemGenerator(declaration),
        "Query" => new QueryGenerator(declaration),
        "PutItem" => new PutItemGenerator(declaration),
        "DeleteItem" => new DeleteItemGenerator(declaration),
        _ => throw declaration.Error($"there is no action {action}."),
    };

    /// <summary>
    /// Sends nothing if the checks find a problem. DynamoDB refuses the empty request, and the error template gives the reason.
    /// </summary>
    public virtual IEnumerable<string> Request() =>
    [
        .. Checks(),
        """#if($problem == "")""",
        .. Call(),
        "#else",
        "{}",
        "#end",
    ];

    public abstract IEnumerable<string> Response();

    public virtual IEnumerable<string> Error() =>
    [
        """#parse("Reply.vtl")""",
        .. Checks(),
        """#if($problem == "")""",
        """#parse("DynamoDbError.vtl")""",
        "#end",
        """#parse("Problem.vtl")""",
    ];

    public virtual IEnumerable<string> Outage() => ["""#parse("Outage.vtl")"""];

    /// <summary>The lines of the call to DynamoDB, JSON.</summary>
    protected virtual IEnumerable<string> Call() => [];

    /// <summary>
    /// The lines that set <c>$problem</c> if the request is not valid, and else to the empty text. The request and the error template both
    /// have them, because VTL cannot end a request.
    /// </summary>
    protected virtual IEnumerable<string> Checks()
    {
        var route = declaration.Route;
        Refuse(route.Access.Group is not null, "cannot check the caller's group");
        Refuse(route.Accepts is not null, "cannot read a body");
        Refuse(route.IdempotencyKey != KeyUse.None, "cannot keep an Idempotency-Key");
        return
        [
            .. UsesIds ? ["""#parse("Uuid.vtl")"""] : (string[])[],
            .. route.Access.NeedsUser ? ["""#parse("Caller.vtl")"""] : (string[])[],
            $"#set($takes = [{string.Join(", ", route.Query.Select(parameter => $"\"{parameter.Name}\""))}])",
            """#parse("Parameters.vtl")""",
            .. CacheRule(),
            .. route.Id is { } id ? [$"#set($id = $input.params().path.get('{id.Name}'))"] : (string[])[],
            .. CallerAndIdRule(),
        ];
    }

    protected virtual bool UsesIds => declaration.Route.Id is not null;

    /// <param name="sign">Stands before the names.</param>
    protected static string Key(string partition, string sort, string sign = "") =>
        $$$"""{"{{{sign}}}{{{PartitionKey}}}": {"S": "{{{partition}}}"}, "{{{sign}}}{{{SortKey}}}": {"S": "{{{sort}}}"}}""";

    protected string ItemKey() =>
        Key(KeyText.Write(declaration.Key.Partition, declaration), KeyText.Write(declaration.Key.Sort, declaration));

    /// <summary>The line that writes the header Cache-Control, if the answer has it.</summary>
    protected IEnumerable<string> CacheControl() => declaration.Answer.CacheControl is { } value
        ? [$"#set($context.responseOverride.header.Cache-Control = \"{declaration.Text(value, "the Cache-Control")}\")"]
        : [];

    protected IEnumerable<string> Problem(string code, string? detail, string what) =>
    [
        $"#problem(\"{code}\")",
        .. detail is null ? (string[])[] : [$"#set($problem.detail = \"{declaration.Text(detail, what)}\")"],
    ];

    protected void Refuse(bool isDeclared, string reason)
    {
        if (isDeclared)
            throw declaration.Error($"a direct {declaration.Action.Name} {reason}.");
    }

    // Unknown parameters are not part of the cache key, so the cache would keep a refusal and return it to everyone.
    private IEnumerable<string> CacheRule() => declaration.Route.IsCached
        ? ["""#if($stageVariables.cache == "on")""", """#set($problem = "")""", "#end"]
        : [];

    private IEnumerable<string> CallerAndIdRule()
    {
        const string InvalidId = """($problem == "" && !$id.matches($uuid))""";
        var (needsUser, id) = (declaration.Route.Access.NeedsUser, declaration.Route.Id);
        if (needsUser)
        {
            yield return """#if($sub == "")""";
            yield return """#parse("SignIn.vtl")""";
        }

        if (id is not null)
        {
            yield return needsUser ? $"#elseif{InvalidId}" : $"#if{InvalidId}";
            foreach (var line in Problem("invalid-id", id.Detail, "the detail of the Id"))
                yield return line;
        }

        if (needsUser || id is not null)
            yield return "#end";
    }
}

/// <summary>A fixed answer. It can have any form, so a hand-written file gives it.</summary>
internal sealed class MockGenerator(DirectDeclaration declaration) : Generator(declaration)
{
    public override IEnumerable<string> Request() => [$$"""{"statusCode": {{Declaration.Status}}}"""];

    public override IEnumerable<string> Response() =>
        throw Declaration.Error($"a Mock needs a file {Declaration.Route.Name}.response.vtl with its answer.");

    public override IEnumerable<string> Error() => [];

    public override IEnumerable<string> Outage() => [];
}
