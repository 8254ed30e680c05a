using RouteSync;
using RouteSync.Declarations;

try
{
    var api = AssemblyReader.Read(args[0]);
    foreach (var route in api.Routes)
        Console.WriteLine($"{route.Label} {route.Name} {route.Description}");
    foreach (var type in api.Routes.SelectMany(route => route.Answers).Select(answer => answer.Type).OfType<Type>().Distinct())
        Console.WriteLine($"{Shapes.NameOf(type)} {api.Shapes.SchemaOf(type).ToJsonString()}");
    return 0;
}
catch (RouteSyncException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 1;
}
