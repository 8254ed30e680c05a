using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LocalGateway.Model;

namespace LocalHost.Tables;

/// <summary>Ensures that the tables of a template exist. Existing tables keep their items.</summary>
public sealed class TableSetup(IAmazonDynamoDB client)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Creates each missing table. Sets a changed stream or time to live on an existing table.</summary>
    /// <exception cref="LocalHostException">A table has other keys or indexes, or DynamoDB refuses it or cannot be reached.</exception>
    public async Task EnsureAsync(IEnumerable<DynamoDbTable> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            var definition = TableDefinition.From(table);
            try
            {
                await EnsureAsync(definition, cancellationToken);
            }
            catch (AmazonDynamoDBException exception)
            {
                throw Failed($"DynamoDB refuses the table {table.TableName}", exception);
            }
            catch (HttpRequestException exception)
            {
                throw Failed($"DynamoDB at {client.Config.ServiceURL} cannot be reached", exception);
            }

            LocalHostException Failed(string how, Exception exception) => new($"{table.LogicalId}: {how}: {exception.Message}", exception);
        }
    }

    private async Task EnsureAsync(TableDefinition definition, CancellationToken cancellationToken)
    {
        var name = definition.Table.TableName;
        var existing = await FindAsync(name, cancellationToken);
        if (existing is null)
        {
            try
            {
                await client.CreateTableAsync(definition.Table, cancellationToken);
            }
            catch (ResourceInUseException)
            {
                // Another host has created the table since the query. It is compared like any other table.
            }

            existing = await FindAsync(name, cancellationToken)
                ?? throw new LocalHostException($"{definition.LogicalId}: another program deleted the table {name} during the start.");
        }

        if (TableComparison.Difference(existing, definition.Table) is { } difference)
        {
            throw new LocalHostException(
                $"{definition.LogicalId}: the table {name} exists, but {difference}. "
                + "Use another data folder (--data) or delete the table.");
        }

        if (existing.StreamSpecification?.StreamViewType != definition.Table.StreamSpecification?.StreamViewType)
            await ChangeStreamAsync(existing, definition.Table.StreamSpecification, cancellationToken);
        await BecomeActiveAsync(name, cancellationToken);
        await SetTimeToLiveAsync(name, definition.TimeToLiveAttribute, cancellationToken);
    }

    private async Task<TableDescription?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.DescribeTableAsync(name, cancellationToken)).Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private async Task BecomeActiveAsync(string name, CancellationToken cancellationToken)
    {
        while (await FindAsync(name, cancellationToken) is { } table && !IsActive(table))
            await Task.Delay(PollInterval, cancellationToken);
    }

    private static bool IsActive(TableDescription table) => table.TableStatus == TableStatus.ACTIVE
        && (table.GlobalSecondaryIndexes ?? []).TrueForAll(index => index.IndexStatus == IndexStatus.ACTIVE);

    // The view of a stream cannot change. Another view needs a new stream.
    private async Task ChangeStreamAsync(TableDescription table, StreamSpecification? wanted, CancellationToken cancellationToken)
    {
        if (table.StreamSpecification?.StreamEnabled == true)
        {
            await SetStreamAsync(new StreamSpecification { StreamEnabled = false });
            await BecomeActiveAsync(table.TableName, cancellationToken);
        }

        if (wanted is not null)
            await SetStreamAsync(wanted);

        Task SetStreamAsync(StreamSpecification stream) => client.UpdateTableAsync(
            new UpdateTableRequest { TableName = table.TableName, StreamSpecification = stream }, cancellationToken);
    }

    private async Task SetTimeToLiveAsync(string name, string? attribute, CancellationToken cancellationToken)
    {
        var present = await PresentAsync();
        if (present == attribute)
            return;
        try
        {
            if (present is not null)
                await SwitchTimeToLiveAsync(present, isOn: false);
            if (attribute is not null)
                await SwitchTimeToLiveAsync(attribute, isOn: true);
        }
        catch (AmazonDynamoDBException)
        {
            // Another host may have set the same attribute since the query.
            if (await PresentAsync() != attribute)
                throw;
        }

        async Task<string?> PresentAsync()
        {
            var description = (await client.DescribeTimeToLiveAsync(name, cancellationToken)).TimeToLiveDescription;
            return description.TimeToLiveStatus == TimeToLiveStatus.ENABLED ? description.AttributeName : null;
        }

        Task SwitchTimeToLiveAsync(string attributeName, bool isOn) => client.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = name,
                TimeToLiveSpecification = new TimeToLiveSpecification { AttributeName = attributeName, Enabled = isOn },
            },
            cancellationToken);
    }
}
