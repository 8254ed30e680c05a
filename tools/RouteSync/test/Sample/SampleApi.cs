using RouteSync.Declarations;

namespace RouteSync.Tests.Sample;

/// <summary>The declarations of this assembly, read as those of any API.</summary>
internal static class SampleApi
{
    public static string Assembly => typeof(SampleApi).Assembly.Location;

    public static DeclaredApi Read() => AssemblyReader.Read(Assembly);
}
