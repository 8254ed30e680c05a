namespace LambdaCrud.IntegrationTests.LostAnswers;

/// <summary>What happens to an attempt at a call to DynamoDB.</summary>
internal enum Fault
{
    None,

    /// <summary>DynamoDB processes the call. The connection then ends without a byte of the answer.</summary>
    LoseAnswer,

    /// <summary>DynamoDB processes the call. The connection is then reset.</summary>
    Reset,

    /// <summary>DynamoDB processes the call. The connection ends within the head of the answer.</summary>
    CutInHead,

    /// <summary>DynamoDB processes the call. The connection ends within the body of the answer.</summary>
    CutInBody,

    /// <summary>DynamoDB processes the call. The answer does not come before the client gives up.</summary>
    AnswerLate,

    /// <summary>DynamoDB processes the call. The answer is 500.</summary>
    FailAfterWrite,

    /// <summary>DynamoDB does not receive the call. The answer is 400 <c>ProvisionedThroughputExceededException</c>.</summary>
    ThroughputExceeded,

    /// <summary>DynamoDB does not receive the call. The answer is 400 <c>ThrottlingException</c>.</summary>
    Throttle,

    /// <summary>DynamoDB does not receive the call. The connection is reset.</summary>
    RefuseBeforeWrite,
}

/// <summary>The attempts that a fault affects. The SDK repeats a call with the same <c>amz-sdk-invocation-id</c>.</summary>
internal enum Reach
{
    FirstAttempt,

    /// <summary>Every attempt at the one call.</summary>
    EveryAttempt,

    /// <summary>The call and all later calls: an outage.</summary>
    FromThenOn,
}

/// <summary>One of the calls of a request.</summary>
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
