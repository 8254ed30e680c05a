using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using LambdaCrud.Tests.Support;

namespace LambdaCrud.Tests;

/// <summary>
/// The JSON of all resources follows the same rules. Each resource may have a context of its own, because the generator of System.Text.Json
/// fails if the shapes of one context are in several files.
/// </summary>
public class JsonContextTests
{
    private static readonly PropertyInfo[] Settings =
    [
        .. typeof(JsonSerializerOptions).GetProperties().Where(property =>
            property.Name is not (nameof(JsonSerializerOptions.TypeInfoResolver) or nameof(JsonSerializerOptions.TypeInfoResolverChain))
            && property.GetIndexParameters().Length == 0 && property.GetMethod!.IsPublic && !property.GetMethod.IsStatic
            && property.PropertyType != typeof(IList<JsonConverter>)),
    ];

    [Fact]
    public void Every_JSON_context_has_the_options_of_ApiJson() =>
        Assert.Every(JsonContexts.All, context => Assert.Equal(TextOf(ApiJson.Default), TextOf(context)));

    private static string TextOf(JsonSerializerContext context) =>
        string.Join('\n', Settings.Select(setting => $"{setting.Name}: {setting.GetValue(context.Options)}"));
}
