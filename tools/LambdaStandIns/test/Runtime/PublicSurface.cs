using System.Reflection;
using System.Text.Json.Serialization;

namespace LambdaStandIns.Tests.Runtime;

/// <summary>
/// Describes public types, one member per line, in a form close to their declaration. A property without braces can be read and set.
/// The name in brackets is the JSON name.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Header(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<Type> bases = type.IsEnum || type.IsInterface || type.BaseType == typeof(object) ? [] : [type.BaseType!];
        bases = [.. bases, .. type.GetInterfaces().Where(IsOfLambda).Except(type.BaseType?.GetInterfaces() ?? [])];
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false);
        return $"{kind} {Name(type)}"
            + (bases.Any() ? $" : {string.Join(", ", bases.Select(Name))}" : string.Empty)
            + (usage is null ? string.Empty : $" on {usage.ValidOn}{(usage.AllowMultiple ? ", many" : string.Empty)}");
    }

    public static IEnumerable<string> Members(Type type) => type.IsEnum
        ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(IsCovered).Select(EnumMember)
        : [
            .. type.GetConstructors(Declared).Where(IsVisible).Select(Constructor),
            .. type.GetProperties(Declared).Where(property => IsVisible(property.GetMethod!) && IsCovered(property)).Select(Property),
            .. type.GetMethods(Declared).Where(method => IsVisible(method) && !method.IsSpecialName).Select(Method),
        ];

    /// <summary>False for a member that the stand-ins declare only to report its use as a build error.</summary>
    public static bool IsCovered(MemberInfo member) =>
        member.GetCustomAttribute<ObsoleteAttribute>() is not { IsError: true };

    private static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && IsCovered(method);

    private static bool IsOfLambda(Type type) => type.Namespace!.StartsWith("Amazon.Lambda.", StringComparison.Ordinal);

    private static string EnumMember(FieldInfo field) => $"{field.Name} = {field.GetRawConstantValue()}";

    private static string Constructor(ConstructorInfo constructor) => $"{Modifiers(constructor)}new({Parameters(constructor)})";

    private static string Property(PropertyInfo property)
    {
        var jsonName = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;
        return $"{Modifiers(property.GetMethod!)}{Name(property.PropertyType)} {property.Name}"
            + (property.SetMethod is { IsPublic: true } ? string.Empty : " {get}")
            + (jsonName is null ? string.Empty : $" [{jsonName}]");
    }

    private static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : string.Empty;
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generics}({Parameters(method)})";
    }

    private static string Modifiers(MethodBase method)
    {
        var inInterface = method.DeclaringType!.IsInterface;
        return (method.IsPublic ? string.Empty : "protected ")
            + (method.IsStatic ? "static " : string.Empty)
            + (inInterface && !method.IsAbstract ? "default " : string.Empty)
            + (!inInterface && method.IsAbstract ? "abstract " : string.Empty)
            + (!inInterface && method is { IsVirtual: true, IsFinal: false, IsAbstract: false } ? "virtual " : string.Empty);
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty)
        + $"{Name(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : string.Empty)));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return $"ref {Name(type.GetElementType()!)}";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Name(underlying)}?";
        }

        var isMember = type is { IsNested: true, IsGenericParameter: false };
        var name = Keyword(type) ?? (isMember ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name);
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string? Keyword(Type type) => type.FullName switch
    {
        "System.Boolean" => "bool",
        "System.Byte" => "byte",
        "System.Int32" => "int",
        "System.Int64" => "long",
        "System.UInt32" => "uint",
        "System.Object" => "object",
        "System.String" => "string",
        "System.Void" => "void",
        _ => null,
    };
}
