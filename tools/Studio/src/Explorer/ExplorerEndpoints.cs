using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Explorer;

/// <summary>The page that shows the contract, and the contract itself.</summary>
internal sealed class ExplorerEndpoints(StudioOptions options, PageFiles pages)
{
    private static readonly JsonDocumentOptions DeepJson = new() { MaxDepth = 256 };

    public Task PageAsync(HttpContext context)
    {
        Replies.AllowStylesAndOwnFrame(context.Response);
        return pages.AnswerAsync(context, "explorer.html");
    }

    public async Task ContractAsync(HttpContext context)
    {
        var (document, source) = await ReadFileAsync(context.RequestAborted) is { } found
            ? (found, Path.GetFileName(options.ContractFile!))
            : (TemplateContract.Create(options.ApiOf(options.Deployment())), Path.GetFileName(options.TemplateFile));
        if (context.Request.Query.ContainsKey("try"))
            TrialContract.Prepare(document);
        ContractText.MakePlain(document);
        document["servers"] = new JsonArray(new JsonObject { ["url"] = options.Url(context.Request) });
        await Replies.JsonAsync(context, new ShownContract(source, document));
    }

    /// <returns>Null if the project has no contract, or a file that is none.</returns>
    private async Task<JsonObject?> ReadFileAsync(CancellationToken cancellationToken)
    {
        if (options.ContractFile is not { } file)
            return null;
        try
        {
            await using var stream = File.OpenRead(file);
            return await JsonNode.ParseAsync(stream, documentOptions: DeepJson, cancellationToken: cancellationToken) is JsonObject document
                && document["openapi"] is JsonValue && document["paths"] is JsonObject
                ? document
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <param name="Source">The file that the document comes from.</param>
    private sealed record ShownContract(string Source, JsonObject Document);
}
