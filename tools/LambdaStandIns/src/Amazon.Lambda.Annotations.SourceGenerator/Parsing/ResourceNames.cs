namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>Logical ids of CloudFormation: letters and digits of ASCII.</summary>
internal static class ResourceNames
{
    public static bool IsValid(string name) => name.Length > 0 && name.All(IsLetterOrDigit);

    private static bool IsLetterOrDigit(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
