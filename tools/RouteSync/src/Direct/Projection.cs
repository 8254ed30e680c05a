using System.Text.RegularExpressions;
using RouteSync.Declarations;

namespace RouteSync.Direct;

/// <summary>
/// Writes the body of an answer from the attributes of <c>$item</c>. A member of the answer is the attribute of the same name. A member of
/// an object in it is the attribute with both names: <c>price.amount</c> is <c>priceAmount</c>. A nullable member is left out if the item
/// does not have the attribute.
/// </summary>
/// <param name="before">The start of the JSONPath of an attribute, as VTL text with its quote.</param>
/// <param name="after">The quote that ends it.</param>
internal sealed partial class Projection(DirectDeclaration declaration, string before, string after)
{
    /// <summary>The lines. A line of output has no line break.</summary>
    public IEnumerable<string> Lines(Type response) =>
        Object(response, response, "").Select(line => line.StartsWith('#') ? line : $"{line}##");

    private IEnumerable<string> Object(Type type, Type response, string path)
    {
        var members = declaration.Schemas.MembersOf(type);
        // The commas depend on which members are certain.
        var lastCertain = members.ToList().FindLastIndex(member => !member.IsNullable);
        if (lastCertain < 0)
            throw Cannot(response, path.TrimEnd('.'), type, "it has no member that is always there");
        yield return "{";
        for (var i = 0; i < members.Count; i++)
        {
            foreach (var line in Member(members[i], response, path, i > lastCertain ? "," : "", i < lastCertain ? "," : ""))
                yield return line;
        }

        yield return "}";
    }

    private IEnumerable<string> Member(ShapeMember member, Type response, string path, string before, string after)
    {
        var name = path + member.Name;
        var start = $"{before}\"{member.Name}\":";
        var attribute = declaration.Entity.Find(name.Replace(".", "", StringComparison.Ordinal));
        if (attribute is null)
        {
            if (!IsObject(member.Type))
                throw Cannot(response, name, member.Type, $"{declaration.Entity.Name} has no attribute of this name");
            if (member.IsNullable)
                throw Cannot(response, name, member.Type, "an object that may be missing has no attribute of its own");
            string[] inner = [.. Object(member.Type, response, $"{name}.")];
            return [start + inner[0], .. inner[1..^1], inner[^1] + after];
        }

        if (!Fits(attribute, member.Type))
            throw Cannot(response, name, member.Type, $"the attribute {attribute.Name} is a {attribute.Type.Name}");
        if (!Name().IsMatch(attribute.Name))
            throw Cannot(response, name, member.Type, $"VTL cannot read an attribute with the name {attribute.Name}");
        if (attribute.IsNullable && !member.IsNullable)
            throw Cannot(response, name, member.Type, $"the attribute {attribute.Name} may be missing, and the member may not");
        var line = start + Value(attribute) + after;
        return member.IsNullable
            ? [$"#if($item.containsKey('{attribute.Name}') && $item.{attribute.Name}.containsKey('{attribute.Tag}'))", line, "#end"]
            : [line];
    }

    private string Value(StoredAttribute attribute) => attribute.Kind switch
    {
        StoredKind.TextList => Json($"{attribute.Name}.L[*].S"),
        StoredKind.Text or StoredKind.Time => Json($"{attribute.Name}.S"),
        // Without the braces, VTL would not read a ## after the name as a comment.
        _ => $"${{item.{attribute.Name}.{attribute.Tag}}}",
    };

    private string Json(string path) => $"$input.json({before}{path}{after})";

    private static bool Fits(StoredAttribute attribute, Type member) => attribute.Kind switch
    {
        StoredKind.Other => false,
        // The text of a stored time. The serializer would write a DateTime in another form.
        StoredKind.Time => StoredAttribute.KindOf(member) == StoredKind.Text,
        var kind => kind == StoredAttribute.KindOf(member),
    };

    private static bool IsObject(Type type) =>
        type is { IsClass: true, IsArray: false } && StoredAttribute.KindOf(type) == StoredKind.Other;

    private RouteSyncException Cannot(Type response, string member, Type type, string reason) => declaration.CannotWrite(
        "response",
        (member.Length > 0 ? $"the member {member} ({type.Name}) of " : "") + $"{JsonSchemas.NameOf(response)} cannot be read from an item: {reason}.");

    // Java's maps have the properties class and empty, which hide attributes of these names.
    [GeneratedRegex(@"^(?!(class|empty)\z)[A-Za-z][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
