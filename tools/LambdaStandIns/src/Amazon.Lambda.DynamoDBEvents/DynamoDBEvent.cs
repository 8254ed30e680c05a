namespace Amazon.Lambda.DynamoDBEvents;

/// <summary>What a DynamoDB stream hands to a function: changes of items, in the order of each item's changes.</summary>
public class DynamoDBEvent
{
    public IList<DynamodbStreamRecord> Records { get; set; }

    public class DynamodbStreamRecord
    {
        public string EventSourceArn { get; set; }

        public string AwsRegion { get; set; }

        public StreamRecord Dynamodb { get; set; }

        public string EventID { get; set; }

        /// <summary><c>INSERT</c>, <c>MODIFY</c> or <c>REMOVE</c>.</summary>
        public string EventName { get; set; }

        public string EventSource { get; set; }

        public string EventVersion { get; set; }

        /// <summary>Set when DynamoDB itself made the change, as it does at the end of an item's time to live.</summary>
        public Identity UserIdentity { get; set; }
    }

    /// <summary>The change. Which images there are depends on the stream's view type; those that are not are null.</summary>
    public class StreamRecord
    {
        public DateTime ApproximateCreationDateTime { get; set; }

        public Dictionary<string, AttributeValue> Keys { get; set; }

        public Dictionary<string, AttributeValue> NewImage { get; set; }

        public Dictionary<string, AttributeValue> OldImage { get; set; }

        public string SequenceNumber { get; set; }

        public long SizeBytes { get; set; }

        public string StreamViewType { get; set; }
    }

    public class Identity
    {
        public string PrincipalId { get; set; }

        public string Type { get; set; }
    }

    /// <summary>A value of an item: of all members, only the one of the value's type is set.</summary>
    public class AttributeValue
    {
        public MemoryStream B { get; set; }

        public bool? BOOL { get; set; }

        public List<MemoryStream> BS { get; set; }

        public List<AttributeValue> L { get; set; }

        public Dictionary<string, AttributeValue> M { get; set; }

        public string N { get; set; }

        public List<string> NS { get; set; }

        public bool? NULL { get; set; }

        public string S { get; set; }

        public List<string> SS { get; set; }
    }
}
