using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LocalGateway.Functions;

/// <summary>Assemblies on disk.</summary>
internal static class AssemblyFile
{
    /// <summary>
    /// The id (MVID) with which the compiler distinguishes builds of an assembly. A deterministic build of the same sources keeps it.
    /// </summary>
    /// <returns>Null if there is no assembly of that name, or if it is incomplete because a build is writing it.</returns>
    public static Guid? ReadModuleVersion(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return ReadModuleVersion(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>Null if the assembly is incomplete.</returns>
    public static Guid? ReadModuleVersion(Stream content)
    {
        try
        {
            using var image = new PEReader(content, PEStreamOptions.LeaveOpen);
            if (!image.HasMetadata || image.PEHeaders.SectionHeaders.Any(section => EndOf(section) > content.Length))
                return null;
            var metadata = image.GetMetadataReader();
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        }
        catch (BadImageFormatException)
        {
            return null;
        }

        static long EndOf(SectionHeader section) => (long)section.PointerToRawData + section.SizeOfRawData;
    }
}
