namespace Amazon.Lambda.Annotations.SourceGenerator.Parsing;

/// <summary>Checks logical ids of CloudFormation, which consist of ASCII letters and digits.</summary>
internal static class ResourceNames
{
    public static bool IsValid(string name) => name.Length > 0 && name.All(IsLetterOrDigit);

    private static bool IsLetterOrDigit(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
