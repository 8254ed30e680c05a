using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;

namespace ApiGateway.Functions;

/// <summary>
/// What libraries of the host remember of types, such as System.Text.Json of all that it ever wrote, would keep unloaded code in memory.
/// </summary>
internal static class TypeCaches
{
    // For null, some would walk all types of all assemblies; those that matter here empty their caches whatever they are told.
    private static readonly object?[] NoTypeInParticular = [Type.EmptyTypes];

    /// <summary>Empties them by the way that libraries offer to hot reload (<see cref="MetadataUpdateHandlerAttribute"/>).</summary>
    public static void Clear()
    {
        foreach (var library in AssemblyLoadContext.Default.Assemblies)
        {
            foreach (var handler in library.GetCustomAttributes<MetadataUpdateHandlerAttribute>())
            {
                var clear = handler.HandlerType.GetMethod(
                    "ClearCache", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(Type[])]);
                clear?.Invoke(null, NoTypeInParticular);
            }
        }
    }
}
