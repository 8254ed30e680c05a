using System.Collections;
using System.Reflection;

namespace RouteSync.Declarations;

/// <summary>
/// An object of the API's own types. RouteSync does not reference the API. It reads the declarations by the names of their properties, as
/// the Annotations generator reads attributes by name.
/// </summary>
internal sealed class Declared(object value, string place)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public object Value => value;

    public T Get<T>(string property) => Find(property) is T found ? found : throw Wrong(property, typeof(T));

    public T? Maybe<T>(string property)
        where T : class => Find(property) switch
        {
            null => null,
            T found => found,
            _ => throw Wrong(property, typeof(T)),
        };

    /// <summary>The name of an enum's member.</summary>
    public string Name(string property) => Find(property) is Enum found ? found.ToString() : throw Wrong(property, typeof(Enum));

    public Declared Part(string property) => MaybePart(property) ?? throw Wrong(property, typeof(object));

    public Declared? MaybePart(string property) => Find(property) is { } found ? new Declared(found, $"{place}.{property}") : null;

    public IReadOnlyList<Declared> Parts(string property) => Find(property) is IEnumerable found
        ? [.. found.Cast<object>().Select(item => new Declared(item, $"{place}.{property}"))]
        : throw Wrong(property, typeof(IEnumerable));

    public IReadOnlyList<string> Texts(string property) => [.. Get<IEnumerable<string>>(property)];

    private object? Find(string property) =>
        (value.GetType().GetProperty(property, Any) ?? throw new RouteSyncException(
            $"{place}: the type {value.GetType().Name} has no property {property}. tools/RouteSync/README.md describes the types of a declaration."))
        .GetValue(value);

    private RouteSyncException Wrong(string property, Type expected) =>
        new($"{place}: the property {property} must be a {expected.Name}.");
}
