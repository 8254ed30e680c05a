namespace Amazon.Lambda.Annotations.SNS;

[Obsolete(AnnotationsNotCovered.Message, error: true)]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class SNSEventAttribute(string topic) : Attribute
{
    public string Topic { get; set; } = topic;

    public string ResourceName { get; set; }

    public string FilterPolicy { get; set; }

    public bool Enabled { get; set; }
}
