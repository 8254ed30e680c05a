using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace RouteSync.Declarations;

/// <summary>The doc comments of an assembly, from the XML file that the compiler writes beside it.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, XElement> _members;

    private DocComments(Dictionary<string, XElement> members) => _members = members;

    /// <exception cref="RouteSyncException">The file is missing or is not XML.</exception>
    public static DocComments Read(string assemblyPath)
    {
        var path = Path.ChangeExtension(assemblyPath, ".xml");
        try
        {
            return new(XDocument.Load(path).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!));
        }
        catch (Exception exception) when (exception is IOException or XmlException)
        {
            throw new RouteSyncException($"The doc comments {path} cannot be read: {exception.Message}", exception);
        }
    }

    public string? Of(FieldInfo field) => Summary($"F:{NameOf(field.DeclaringType!)}.{field.Name}");

    public string? Of(Type type) => Summary($"T:{NameOf(type)}");

    /// <summary>The summary of a property. A property of a positional record has the text of its parameter.</summary>
    public string? Of(PropertyInfo property) =>
        Summary($"P:{NameOf(property.DeclaringType!)}.{property.Name}")
        ?? Text(ParameterOf(property));

    /// <summary>
    /// The text of the tag <c>example</c> of a property. For a property of a positional record, the tag is inside that of the parameter.
    /// </summary>
    public string? ExampleOf(PropertyInfo property) => Text(
        Member($"P:{NameOf(property.DeclaringType!)}.{property.Name}")?.Element("example") ?? ParameterOf(property)?.Element("example"));

    public string? ExampleOf(FieldInfo field) => Text(Member($"F:{NameOf(field.DeclaringType!)}.{field.Name}")?.Element("example"));

    private XElement? ParameterOf(PropertyInfo property) => Member($"T:{NameOf(property.DeclaringType!)}")
        ?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == property.Name);

    private string? Summary(string name) => Text(Member(name)?.Element("summary"));

    private XElement? Member(string name) => _members.GetValueOrDefault(name);

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    /// <summary>The text with its references as plain words, and with single blanks.</summary>
    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var words = element.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "example" } => "",
            // Readers of the contract know a member by its name in JSON.
            XElement { Name.LocalName: "paramref" } parameter => MemberName((string?)parameter.Attribute("name") ?? ""),
            XElement { Name.LocalName: "see" } reference when (string?)reference.Attribute("cref") is ['P', ':', .. var property] =>
                MemberName(property.Split('.')[^1]),
            XElement { Name.LocalName: "see" or "seealso" } reference =>
                ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? "").Split('.', ':')[^1],
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement inner => inner.Value,
            _ => "",
        });
        return Blanks().Replace(string.Concat(words), " ").Trim();
    }

    private static string MemberName(string property) => $"`{JsonNamingPolicy.CamelCase.ConvertName(property)}`";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
