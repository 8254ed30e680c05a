namespace Amazon.Lambda.Annotations.SourceGenerator.Template;

/// <summary>The sentence in a template description with which AWS counts the templates that the generator maintains.</summary>
internal static class TemplateDescription
{
    /// <summary>The longest description that CloudFormation accepts.</summary>
    private const int MaximumLength = 1024;

    private const string Beginning = "This template is partially managed by Amazon.Lambda.Annotations";
    private const string End = ").";

    private static readonly string Sentence = $"{Beginning} (v{typeof(TemplateDescription).Assembly.GetName().Version}{End}";

    /// <summary>Replaces an older sentence, adds the sentence at the end, or removes it.</summary>
    public static void Write(TemplateDocument template, bool describe)
    {
        if (!template.Exists("Description"))
        {
            if (describe)
                template.Set("Description", Sentence);
            return;
        }

        var text = template.Text("Description") ?? throw new TemplateException("Description must be a string.");
        var old = Find(text);
        var synchronised = (old, describe) switch
        {
            (null, false) => text,
            (null, true) => text.Length == 0 ? Sentence : $"{text} {Sentence}",
            (_, false) => text.Replace(old, ""),
            (_, true) => text.Replace(old, Sentence),
        };
        if (synchronised != text && synchronised.Length <= MaximumLength)
            template.Set("Description", synchronised);
    }

    private static string? Find(string text)
    {
        var start = text.IndexOf(Beginning, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0 ? null : text.Substring(start, end + End.Length - start);
    }
}
