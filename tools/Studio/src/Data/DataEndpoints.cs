using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Studio.Serving;

namespace Studio.Data;

/// <summary>The tables and items of the local DynamoDB.</summary>
internal sealed class DataEndpoints : IDisposable
{
    private readonly Database _database;
    private readonly Tables _tables;
    private readonly Items _items;

    public DataEndpoints(StudioOptions options)
    {
        _database = new(options);
        _tables = new(_database, options);
        _items = new(_database, _tables);
    }

    public Task TablesAsync(HttpContext context) => AnswerAsync(context, () => _tables.ListAsync(context.RequestAborted));

    public Task ReadAsync(HttpContext context) =>
        AnswerAsync<ReadRequest, ReadItems>(context, asked => _items.ReadAsync(asked, context.RequestAborted));

    /// <summary>Shows a written item in both forms, without a call of the database.</summary>
    public static Task ConvertAsync(HttpContext context) =>
        AnswerAsync<WrittenItem, ShownItem>(context, written => Task.FromResult(Items.Shown(Items.Parse(written))));

    public Task PutAsync(HttpContext context) =>
        AnswerAsync<PutRequest, Changed>(context, put => _items.PutAsync(put.Table, put.Item, context.RequestAborted));

    public Task DeleteAsync(HttpContext context) =>
        AnswerAsync<DeleteRequest, Changed>(context, delete => _items.DeleteAsync(delete.Table, delete.Before, context.RequestAborted));

    public void Dispose() => _database.Dispose();

    private static async Task AnswerAsync<TAsked, TAnswer>(HttpContext context, Func<TAsked, Task<TAnswer>> answer)
        where TAsked : class
    {
        if (await Replies.ReadAsync<TAsked>(context) is { } asked)
            await AnswerAsync(context, () => answer(asked));
    }

    private static async Task AnswerAsync<TAnswer>(HttpContext context, Func<Task<TAnswer>> answer)
    {
        try
        {
            await Replies.JsonAsync(context, await answer());
        }
        catch (DatabaseException exception)
        {
            await Replies.ProblemAsync(context, exception.Status, exception.Message);
        }
        catch (JsonException exception)
        {
            await Replies.ProblemAsync(context, StatusCodes.Status400BadRequest, InvalidJson(exception));
        }
    }

    // The parser counts from 0, and its message ends with that position. A mistake that this folder finds itself has no position.
    private static string InvalidJson(JsonException exception)
    {
        if (exception.LineNumber is not { } line)
            return exception.Message;
        var cause = exception.Message.StartsWith("Expected depth to be zero", StringComparison.Ordinal)
            ? "an object or a list is not closed"
            : exception.Message.Split(". ")[0];
        return string.Create(
            CultureInfo.InvariantCulture, $"The item is not valid JSON at line {line + 1}, column {exception.BytePositionInLine + 1}: {cause.TrimEnd('.')}.");
    }
}
