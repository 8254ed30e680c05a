namespace Amazon.Lambda.Annotations.SourceGenerator.Emission;

/// <summary>The private methods that an entry point may need. It gets only those that it calls.</summary>
internal enum Helper
{
    Scalar,
    List,
    HeaderKey,
    Body,
    FromAuthorizer,
    Lenient,
    LenientText,
    Convert,
    Invalid,
    Unauthorized,
    Answer,
    Json,
    ToStream,
}

internal static class HelperMethods
{
    private const string Map = "global::System.Collections.Generic.IDictionary";
    private const string Lists = "global::System.Collections.Generic.List";
    private const string Headers = "global::System.Collections.Generic.Dictionary<string, string>";

    /// <summary>The exceptions that Convert.ChangeType throws for a string that is not a value of the type.</summary>
    private const string CannotConvert =
        "when (__error is global::System.InvalidCastException or global::System.FormatException "
        + "or global::System.OverflowException or global::System.ArgumentException)";

    public static string Name(Helper helper) => $"__{helper}";

    public static IEnumerable<Helper> WithDependencies(SortedSet<Helper> helpers)
    {
        SortedSet<Helper> all = [.. helpers];
        if (all.Contains(Helper.Lenient))
            all.Add(Helper.LenientText);
        if (all.Overlaps([Helper.Scalar, Helper.List, Helper.FromAuthorizer, Helper.LenientText]))
            all.Add(Helper.Convert);
        return all;
    }

    public static string Text(Helper helper) => helper switch
    {
        Helper.Scalar => Scalar,
        Helper.List => List,
        Helper.HeaderKey => HeaderKey,
        Helper.Body => Body,
        Helper.FromAuthorizer => FromAuthorizer,
        Helper.Lenient => Lenient,
        Helper.LenientText => LenientText,
        Helper.Convert => Convert,
        Helper.Invalid => Invalid,
        Helper.Unauthorized => Unauthorized,
        Helper.Answer => Answer,
        Helper.Json => Json,
        Helper.ToStream => ToStream,
        _ => throw new ArgumentOutOfRangeException(nameof(helper), helper, null),
    };

    private const string Scalar = $$"""
        private static T __Scalar<T>({{Map}}<string, string> __values, string __key, {{Lists}}<string> __errors, string __name = null)
        {
            if (__key == null || __values == null || !__values.TryGetValue(__key, out var __text))
            {
                return default;
            }

            try
            {
                return __Convert<T>(__text);
            }
            catch (global::System.Exception __error) {{CannotConvert}}
            {
                __errors.Add($"Value {__text} at '{__name ?? __key}' failed to satisfy constraint: {__error.Message}");
                return default;
            }
        }
        """;

    private const string List = $$"""
        private static {{Lists}}<T> __List<T>(
            {{Map}}<string, global::System.Collections.Generic.IList<string>> __values,
            string __key,
            {{Lists}}<string> __errors,
            string __name = null)
        {
            if (__key == null || __values == null || !__values.TryGetValue(__key, out var __texts))
            {
                return null;
            }

            global::System.ArgumentNullException.ThrowIfNull(__texts, "source");
            var __list = new {{Lists}}<T>();
            foreach (var __text in __texts)
            {
                try
                {
                    __list.Add(__Convert<T>(__text));
                }
                catch (global::System.Exception __error) {{CannotConvert}}
                {
                    __errors.Add($"Value {__text} at '{__name ?? __key}' failed to satisfy constraint: {__error.Message}");
                }
            }

            return __list;
        }
        """;

    private const string HeaderKey = $$"""
        private static string __HeaderKey<T>({{Map}}<string, T> __headers, string __name)
        {
            if (__headers != null)
            {
                foreach (var __header in __headers)
                {
                    if (string.Equals(__header.Key, __name, global::System.StringComparison.OrdinalIgnoreCase))
                    {
                        return __header.Key;
                    }
                }
            }

            return null;
        }
        """;

    private const string Body = $$"""
        private static T __Body<T>({{TypeNames.Serializer}} __serializer, string __body, {{Lists}}<string> __errors)
        {
            try
            {
                return __serializer.Deserialize<T>(new {{TypeNames.MemoryStream}}(global::System.Text.Encoding.UTF8.GetBytes(__body)));
            }
            catch (global::System.Exception __error)
            {
                __errors.Add($"Value {__body} at 'body' failed to satisfy constraint: {__error.Message}");
                return default;
            }
        }
        """;

    private const string FromAuthorizer = $$"""
        private static bool __FromAuthorizer<T>(
            {{TypeNames.Request}} __request, {{TypeNames.Context}} __context, string __key, out T __value)
        {
            __value = default;
            var __authorizer = __request.RequestContext?.Authorizer;
            if (__authorizer == null || !__authorizer.TryGetValue(__key, out var __found))
            {
                __context.Logger.LogDebug($"Authorizer attribute '{__key}' was missing, returning unauthorized.");
                return false;
            }

            try
            {
                __value = __Convert<T>(__found?.ToString());
                return true;
            }
            catch (global::System.Exception __error) {{CannotConvert}}
            {
                __context.Logger.LogError(__error, $"Failed to convert authorizer attribute '{__key}', returning unauthorized.");
                return false;
            }
        }
        """;

    private const string Lenient = $$"""
        private static T __Lenient<T>({{Map}}<string, string> __values, string __key, {{TypeNames.Context}} __context, string __what)
        {
            return __key == null || __values == null || !__values.TryGetValue(__key, out var __text)
                ? default
                : __LenientText<T>(__text, __context, __what);
        }
        """;

    private const string LenientText = $$"""
        private static T __LenientText<T>(string __text, {{TypeNames.Context}} __context, string __what)
        {
            try
            {
                return __Convert<T>(__text);
            }
            catch (global::System.Exception __error) {{CannotConvert}}
            {
                __context.Logger.LogError(__error, $"Failed to extract {__what}.");
                return default;
            }
        }
        """;

    private const string Convert = """
        private static T __Convert<T>(string __text)
        {
            return (T)global::System.Convert.ChangeType(__text, global::System.Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));
        }
        """;

    private const string Invalid = $$"""
        private static {{TypeNames.Response}} __Invalid({{Lists}}<string> __errors)
        {
            return new {{TypeNames.Response}}
            {
                StatusCode = 400,
                Headers = new {{Headers}} { { "Content-Type", "application/json" }, { "x-amzn-ErrorType", "ValidationException" } },
                Body = "{\"message\": \"" + __errors.Count + " validation error(s) detected: " + string.Join(",", __errors) + "\"}",
            };
        }
        """;

    private const string Unauthorized = $$"""
        private static {{TypeNames.Response}} __Unauthorized()
        {
            return new {{TypeNames.Response}}
            {
                StatusCode = 401,
                Headers = new {{Headers}} { { "Content-Type", "application/json" }, { "x-amzn-ErrorType", "AccessDeniedException" } },
            };
        }
        """;

    private const string Answer = $$"""
        private static {{TypeNames.Response}} __Answer(string __body, string __contentType)
        {
            return new {{TypeNames.Response}}
            {
                StatusCode = 200,
                Headers = new {{Headers}} { { "Content-Type", __contentType } },
                Body = __body,
            };
        }
        """;

    private const string Json = $$"""
        private static string __Json<T>({{TypeNames.Serializer}} __serializer, T __value)
        {
            var __stream = new {{TypeNames.MemoryStream}}();
            __serializer.Serialize(__value, __stream);
            __stream.Position = 0;
            return new global::System.IO.StreamReader(__stream).ReadToEnd();
        }
        """;

    private const string ToStream = $$"""
        private static {{TypeNames.Stream}} __ToStream({{TypeNames.Serializer}} __serializer, {{TypeNames.Response}} __response)
        {
            var __stream = new {{TypeNames.MemoryStream}}();
            __serializer.Serialize(__response, __stream);
            __stream.Position = 0;
            return __stream;
        }
        """;
}
