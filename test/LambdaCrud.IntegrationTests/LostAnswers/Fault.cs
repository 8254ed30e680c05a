namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>What happens to an attempt at a call to DynamoDB.</summary>
internal enum Fault
{
    None,

    /// <summary>DynamoDB does the call. The connection then ends without a byte of the answer.</summary>
    LoseAnswer,

    /// <summary>DynamoDB does the call. The connection is then reset.</summary>
    Reset,

    /// <summary>DynamoDB does the call. The connection ends within the head of the answer.</summary>
    CutInHead,

    /// <summary>DynamoDB does the call. The connection ends within the body of the answer.</summary>
    CutInBody,

    /// <summary>DynamoDB does the call. The answer does not come before the client gives up.</summary>
    AnswerLate,

    /// <summary>DynamoDB does the call. The answer is 500.</summary>
    FailAfterWrite,

    /// <summary>DynamoDB does not see the call. The answer is 400 <c>ProvisionedThroughputExceededException</c>.</summary>
    ThroughputExceeded,

    /// <summary>DynamoDB does not see the call. The answer is 400 <c>ThrottlingException</c>.</summary>
    Throttle,

    /// <summary>DynamoDB does not see the call. The connection is reset.</summary>
    RefuseBeforeWrite,
}

/// <summary>Which attempts a fault befalls. The SDK repeats a call under one <c>amz-sdk-invocation-id</c>.</summary>
internal enum Reach
{
    FirstAttempt,

    /// <summary>Each attempt at the one call.</summary>
    EveryAttempt,

    /// <summary>The call and whatever follows it: an outage.</summary>
    FromThenOn,
}

/// <summary>A call among those of one request.</summary>
/// <param name="Action"><c>UpdateItem</c>, …</param>
/// <param name="Ordinal">1 for the request's first call of this action.</param>
internal sealed record CallName(string Action, int Ordinal)
{
    private static readonly string[] Reads = ["GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan"];

    public bool Writes => !Reads.Contains(Action);

    public override string ToString() => $"{Action}#{Ordinal}";
}

/// <summary>A fault at a call of a request.</summary>
internal sealed record Disturbance(CallName Call, Fault Fault, Reach Reach);
