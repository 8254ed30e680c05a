namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>An event of a schedule.</summary>
public class ScheduledEvent : CloudWatchEvent<Detail>;

/// <summary>Always empty, because a schedule has no details.</summary>
public class Detail;
