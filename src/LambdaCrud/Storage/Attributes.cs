using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace LambdaCrud.Storage;

/// <summary>Keys and values in DynamoDB's own form, for the calls that the object mapping does not cover.</summary>
internal static class Attributes
{
    /// <summary>The partition of all items that belong to one user.</summary>
    /// <param name="subject">The user's <c>sub</c>.</param>
    public static string CustomerPartition(string subject) => $"CUSTOMER#{subject}";

    public static Dictionary<string, AttributeValue> Key(string partition, string sort) =>
        new() { ["pk"] = Text(partition), ["sk"] = Text(sort) };

    public static AttributeValue Text(string text) => new(text);

    public static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Time(DateTime utc) => new(Rfc3339.Text(utc));
}
