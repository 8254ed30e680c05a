using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LambdaCrud.Http;
using LambdaCrud.Storage;
using ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure;

namespace LambdaCrud.Idempotency;

/// <summary>
/// The records of <see cref="IdempotentRequests"/> in DynamoDB, in the partition of the caller. DynamoDB deletes a record some time after
/// its <c>ttl</c>. Until then, an expired record counts as absent.
/// </summary>
internal sealed class IdempotencyRecords(IAmazonDynamoDB client, string tableName, Backoff backoff)
{
    /// <summary>The time for which a key belongs to its first request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Longer than a function may run. So a lease expires only after its attempt has ended.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>Tries to claim the key for this attempt. This takes one write, or two if the operation was tried before.</summary>
    public async Task<Claim> ClaimAsync(
        Caller caller, IdempotencyKey key, string fingerprint, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var operation = new Operation(
            Attributes.CustomerPartition(caller.Subject),
            $"IDEMPOTENCY#{key.Text}",
            Ids.New(now),
            Guid.NewGuid().ToString(),
            IsRepeat: false);
        var record = Attributes.Key(operation.PartitionKey, operation.SortKey);
        record["fingerprint"] = Attributes.Text(fingerprint);
        record["operationId"] = Attributes.Text(operation.Id);
        record["attempt"] = Attributes.Text(operation.Attempt);
        record["leaseUntil"] = Attributes.Number((now + Lease).ToUnixTimeSeconds());
        record["ttl"] = Attributes.Number((now + Lifetime).ToUnixTimeSeconds());
        var request = new PutItemRequest
        {
            TableName = tableName,
            Item = record,
            // The last condition allows the SDK to resend the claim after a lost answer.
            ConditionExpression = "attribute_not_exists(#pk) OR #ttl <= :now OR #attempt = :attempt",
            ExpressionAttributeNames = new() { ["#pk"] = "pk", ["#ttl"] = "ttl", ["#attempt"] = "attempt" },
            ExpressionAttributeValues = new()
            {
                [":now"] = Attributes.Number(now.ToUnixTimeSeconds()),
                [":attempt"] = Attributes.Text(operation.Attempt),
            },
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        try
        {
            await backoff.WhileInConflictAsync(() => client.PutItemAsync(request, cancellationToken), cancellationToken);
            return new Claim.Granted(operation);
        }
        catch (ConditionalCheckFailedException refused)
        {
            return Evaluate(refused.Item, fingerprint, now) ?? await TakeOverAsync(operation, refused.Item, now, cancellationToken);
        }
    }

    /// <summary>
    /// A write for a transaction: stores the reply in the record, if this attempt still has the claim and if there is no reply yet. So at
    /// most one transaction of an operation succeeds.
    /// </summary>
    public ConditionalWrite AnswerWrite(Operation operation, Reply reply)
    {
        var update = ChangeOwn(operation, "reply", ToAttribute(reply));
        update.ConditionExpression += " AND attribute_not_exists(#changed)";
        return new ConditionalWrite(new TransactWriteItem { Update = update });
    }

    /// <summary>Stores the reply in the record; false if another attempt has the claim now.</summary>
    public Task<bool> TryAnswerAsync(Operation operation, Reply reply, CancellationToken cancellationToken) =>
        TryUpdateAsync(ChangeOwn(operation, "reply", ToAttribute(reply)), cancellationToken);

    /// <summary>Releases the claim, if this attempt still has it. The key stays bound to its request.</summary>
    public Task AbandonAsync(Operation operation, CancellationToken cancellationToken) =>
        TryUpdateAsync(ChangeOwn(operation, "leaseUntil", Attributes.Number(0)), cancellationToken);

    private Update ChangeOwn(Operation operation, string attribute, AttributeValue value) => new()
    {
        TableName = tableName,
        Key = Attributes.Key(operation.PartitionKey, operation.SortKey),
        UpdateExpression = "SET #changed = :changed",
        ConditionExpression = "#attempt = :attempt",
        ExpressionAttributeNames = new() { ["#changed"] = attribute, ["#attempt"] = "attempt" },
        ExpressionAttributeValues = new() { [":changed"] = value, [":attempt"] = Attributes.Text(operation.Attempt) },
    };

    /// <summary>The claim that an existing record allows; null if a new attempt can take over the operation.</summary>
    private static Claim? Evaluate(Dictionary<string, AttributeValue> record, string fingerprint, DateTimeOffset now)
    {
        if (record["fingerprint"].S != fingerprint)
            return new Claim.Foreign();
        if (record.TryGetValue("reply", out var reply))
            return new Claim.Answered(FromAttribute(reply));
        return long.Parse(record["leaseUntil"].N, CultureInfo.InvariantCulture) > now.ToUnixTimeSeconds() ? new Claim.Held() : null;
    }

    private async Task<Claim> TakeOverAsync(
        Operation fresh, Dictionary<string, AttributeValue> record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var operation = fresh with { Id = record["operationId"].S, IsRepeat = true };
        var update = ChangeOwn(operation, "leaseUntil", Attributes.Number((now + Lease).ToUnixTimeSeconds()));
        update.UpdateExpression += ", #attempt = :attempt";
        update.ConditionExpression = "#attempt IN (:before, :attempt) AND attribute_not_exists(#reply)";
        update.ExpressionAttributeNames["#reply"] = "reply";
        update.ExpressionAttributeValues[":before"] = record["attempt"];
        return await TryUpdateAsync(update, cancellationToken) ? new Claim.Granted(operation) : new Claim.Held();
    }

    private async Task<bool> TryUpdateAsync(Update update, CancellationToken cancellationToken)
    {
        var request = new UpdateItemRequest
        {
            TableName = update.TableName,
            Key = update.Key,
            UpdateExpression = update.UpdateExpression,
            ConditionExpression = update.ConditionExpression,
            ExpressionAttributeNames = update.ExpressionAttributeNames,
            ExpressionAttributeValues = update.ExpressionAttributeValues,
        };
        try
        {
            await backoff.WhileInConflictAsync(() => client.UpdateItemAsync(request, cancellationToken), cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private static AttributeValue ToAttribute(Reply reply)
    {
        var headers = reply.Headers.ToDictionary(header => header.Key, header => Attributes.Text(header.Value));
        return new AttributeValue
        {
            M = new()
            {
                ["status"] = Attributes.Number(reply.Status),
                ["headers"] = new AttributeValue { M = headers },
                ["body"] = Attributes.Text(reply.Json ?? ""),
            },
        };
    }

    private static Reply FromAttribute(AttributeValue reply)
    {
        var status = int.Parse(reply.M["status"].N, CultureInfo.InvariantCulture);
        var headers = reply.M["headers"].M.Select(header => KeyValuePair.Create(header.Key, header.Value.S));
        return Reply.OfStored(status, headers, reply.M["body"].S is { Length: > 0 } body ? body : null);
    }
}
