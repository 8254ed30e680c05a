using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RouteSync.Declarations;

/// <summary>Reads what the built assembly of an API declares.</summary>
internal static class AssemblyReader
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const BindingFlags Handlers = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private const string ProblemType = "ProblemType";

    private static readonly string[] MethodOrder = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <exception cref="RouteSyncException">The assembly cannot be read, or a declaration is incomplete.</exception>
    public static DeclaredApi Read(string path)
    {
        if (!File.Exists(path))
            throw new RouteSyncException($"There is no assembly {path}. Build the project of the API first.");
        var assembly = ApiContext.Load(Path.GetFullPath(path));
        var docs = DocComments.Read(path);
        var types = assembly.GetTypes();
        var fields = types.Where(type => !type.ContainsGenericParameters).SelectMany(type => type.GetFields(Statics)).ToList();
        var routes = fields.Where(field => field.FieldType.BaseType?.Name == "Route").Select(field => RouteOf(field, types, docs)).ToList();
        if (routes.GroupBy(route => route.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RouteSyncException($"{string.Join(" and ", twice.Select(route => route.Declaration))} have the same name {twice.Key}.");
        CheckHandlers(types, routes);
        var problems = fields.Where(field => field.FieldType.Name == ProblemType).Select(field => ProblemOf(field, docs)).ToList();
        if (problems.GroupBy(problem => problem.Code).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw new RouteSyncException($"{string.Join(" and ", same.Select(problem => problem.Declaration))} have the same code {same.Key}.");
        return new DeclaredApi(
            [.. routes.OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => Array.IndexOf(MethodOrder, route.Method))],
            problems,
            new JsonSchemas(OptionsFor(routes, types), docs))
        {
            ExposedHeaders = ExposedHeadersOf(fields),
            ProblemShape = types.SingleOrDefault(type => type.Name == ProblemType)?.GetProperty("Shape", Statics)?.GetValue(null) as Type
                ?? throw new RouteSyncException("The API needs one type ProblemType with a static property Shape, the shape of a problem."),
        };
    }

    private static string ExposedHeadersOf(IEnumerable<FieldInfo> fields) =>
        fields.FirstOrDefault(field => field is { Name: "ExposedHeaders", IsLiteral: true })?.GetRawConstantValue() as string
        ?? throw new RouteSyncException("The API needs a constant ExposedHeaders: the reply headers that scripts of other origins may read.");

    /// <summary>
    /// The options of the API's serializer context. An API may have several, so the one that knows the most shapes counts. Shapes that only
    /// direct routes use need no entry in it.
    /// </summary>
    private static JsonSerializerOptions OptionsFor(IReadOnlyList<DeclaredRoute> routes, Type[] types)
    {
        var shapes = routes.SelectMany(route => route.Answers).Select(answer => answer.Type).OfType<Type>().Distinct().ToList();
        var context = types.Where(type => type.BaseType == typeof(JsonSerializerContext))
            .Select(type => (JsonSerializerContext)type.GetProperty("Default", Statics)!.GetValue(null)!)
            .MaxBy(context => shapes.Count(shape => context.GetTypeInfo(shape) is not null))
            ?? throw new RouteSyncException("The API has no JsonSerializerContext. Its options give the names of the members.");
        return new JsonSerializerOptions(context.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(context, new DefaultJsonTypeInfoResolver()),
        };
    }

    private static DeclaredRoute RouteOf(FieldInfo field, Type[] types, DocComments docs)
    {
        var place = PlaceOf(field);
        var route = new Declared(field.GetValue(null)!, place);
        var isFunction = field.FieldType.Name == "FunctionRoute";
        var (name, method, path) = isFunction
            ? HandlerOf(route.Get<string>("Handler"), field, types)
            : (route.Get<string>("Name"), route.Get<string>("Method"), route.Get<string>("Path"));
        return new DeclaredRoute
        {
            Declaration = place,
            Name = name,
            Resource = field.DeclaringType!.Namespace!.Split('.')[^1],
            ResourceDescription = (docs.Of(field.DeclaringType) ?? "").Split(". ")[0].TrimEnd('.') + ".",
            Method = method,
            Path = path,
            Description = docs.Of(field) ?? throw new RouteSyncException($"{place} has no doc comment. Describe the route in one sentence."),
            Access = AccessOf(route.Part("Access")),
            Throttle = route.Name("Throttle"),
            IsCached = route.Get<bool>("IsCached"),
            IsConditional = route.Get<bool>("IsConditional"),
            IdempotencyKey = Enum.Parse<KeyUse>(route.Name("IdempotencyKey")),
            Id = route.MaybePart("Id") is { } id ? new(id.Get<string>("Name"), id.Get<string>("Detail")) : null,
            Query = [.. route.Parts("Query").Select(ParameterOf)],
            Accepts = route.MaybePart("Accepts") is { } body ? BodyOf(body) : null,
            Answers = [.. route.Parts("Answers").Select(AnswerOf)],
            Problems = [.. route.Parts("Problems").Select(problem => problem.Get<string>("Code"))],
            Retirement = route.MaybePart("Retirement") is { } end
                ? new(end.Get<DateOnly>("Sunset"), end.Get<IReadOnlyDictionary<string, string>>("Headers"))
                : null,
            Function = isFunction ? new(name, [.. route.Parts("Rights").Select(RightOf)]) : null,
            Direct = isFunction ? null : ActionOf(route),
        };
    }

    /// <summary>The logical id, method and path that the attributes of a handler declare.</summary>
    private static (string Name, string Method, string Path) HandlerOf(string handler, FieldInfo field, Type[] types)
    {
        var methods = types.Where(type => type.Namespace == field.DeclaringType!.Namespace)
            .SelectMany(type => type.GetMethods(Handlers | BindingFlags.DeclaredOnly))
            .Where(method => method.Name == handler && AttributeOf(method, "RestApiAttribute") is not null)
            .ToList();
        if (methods is not [var only])
            throw new RouteSyncException($"{PlaceOf(field)}: the namespace must have one method {handler} with the attribute [RestApi].");
        var api = AttributeOf(only, "RestApiAttribute")!;
        var method = api.ConstructorArguments
            .Select(argument => argument.Value is int value ? Enum.GetName(argument.ArgumentType, value) : null)
            .OfType<string>().Single();
        var path = api.ConstructorArguments.Select(argument => argument.Value).OfType<string>().Single();
        var name = AttributeOf(only, "LambdaFunctionAttribute")?.NamedArguments
            .FirstOrDefault(argument => argument.MemberName == "ResourceName").TypedValue.Value as string;
        return (
            name ?? throw new RouteSyncException($"{only.DeclaringType!.Name}.{handler} must set ResourceName in [LambdaFunction]."),
            method.ToUpperInvariant(),
            path.StartsWith('/') ? path : $"/{path}");
    }

    private static void CheckHandlers(Type[] types, List<DeclaredRoute> routes)
    {
        var declared = routes.Select(route => route.Function?.LogicalId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var undeclared = types.SelectMany(type => type.GetMethods(Handlers | BindingFlags.DeclaredOnly))
            .Where(method => AttributeOf(method, "RestApiAttribute") is not null)
            .FirstOrDefault(method => AttributeOf(method, "LambdaFunctionAttribute")!.NamedArguments
                .Where(argument => argument.MemberName == "ResourceName")
                .All(argument => argument.TypedValue.Value is not string name || !declared.Contains(name)));
        if (undeclared is not null)
            throw new RouteSyncException($"No FunctionRoute declares the handler {undeclared.DeclaringType!.Name}.{undeclared.Name}.");
    }

    private static CustomAttributeData? AttributeOf(MethodInfo method, string name) =>
        method.GetCustomAttributesData().FirstOrDefault(attribute => attribute.AttributeType.Name == name);

    private static DeclaredAccess AccessOf(Declared access) => new(
        access.Get<string>("Name"), access.Get<bool>("NeedsUser"), access.Get<bool>("NeedsApiKey"), access.Maybe<string>("Group"));

    private static DeclaredParameter ParameterOf(Declared parameter) => new(
        parameter.Get<string>("Name"),
        parameter.Get<string>("Description"),
        parameter.Get<bool>("IsRequired"),
        parameter.Get<string>("Code"),
        parameter.Get<string>("Detail"),
        parameter.Get<IReadOnlyDictionary<string, object>>("Schema"))
    {
        Example = parameter.Maybe<string>("Example"),
    };

    private static DeclaredBody BodyOf(Declared body) => new(
        body.Get<Type>("Type"), body.Get<string>("MediaType"), body.Get<bool>("IsMergePatch"), body.Get<int>("MaxBytes"), body.Get<int>("MaxItems"));

    private static DeclaredAnswer AnswerOf(Declared answer) => new(
        answer.Get<int>("Status"), answer.Maybe<Type>("Type"), answer.Texts("Headers"), answer.Maybe<string>("CacheControl"));

    private static DeclaredRight RightOf(Declared right) => new(right.Texts("Actions"), right.Texts("Indexes"), right.Maybe<string>("PartitionKey"));

    private static DeclaredAction ActionOf(Declared route) => new(route.Name("Action"))
    {
        Entity = route.Maybe<Type>("Entity"),
        PartitionKey = route.MaybePart("Key")?.Get<string>("PartitionKey"),
        SortKey = route.MaybePart("Key")?.Get<string>("SortKey"),
        EntityTag = route.MaybePart("EntityTag") is null ? null : route.Texts("EntityTag"),
        KeepsExisting = route.Get<bool>("KeepsExisting"),
        MissingDetail = route.Maybe<string>("MissingDetail"),
        MismatchDetail = route.Maybe<string>("MismatchDetail"),
    };

    private static DeclaredProblem ProblemOf(FieldInfo field, DocComments docs)
    {
        var problem = new Declared(field.GetValue(null)!, PlaceOf(field));
        return new DeclaredProblem(
            problem.Get<string>("Code"),
            problem.Get<int>("Status"),
            problem.Get<string>("Title"),
            problem.Get<string>("Uri"),
            docs.Of(field) ?? "",
            [.. problem.Parts("Members").Select(member => new DeclaredMember(member.Get<string>("Name"), member.Get<Type>("Type")))])
        {
            Declaration = PlaceOf(field),
            Headers = problem.Texts("Headers"),
            Example = docs.ExampleOf(field),
        };
    }

    private static string PlaceOf(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";

    /// <summary>
    /// Loads the API and its dependencies from its folder. The framework's assemblies are those of this program. A build can replace the
    /// files at any time, because they are loaded from memory.
    /// </summary>
    private sealed class ApiContext(string path) : AssemblyLoadContext(isCollectible: false)
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        public static Assembly Load(string path)
        {
            try
            {
                return new ApiContext(path).LoadCopy(path);
            }
            catch (Exception exception) when (exception is IOException or BadImageFormatException)
            {
                throw new RouteSyncException($"The assembly {path} cannot be read: {exception.Message}", exception);
            }
        }

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadCopy(found) : null;

        private Assembly LoadCopy(string path)
        {
            using var image = new MemoryStream(File.ReadAllBytes(path));
            return LoadFromStream(image);
        }
    }
}
