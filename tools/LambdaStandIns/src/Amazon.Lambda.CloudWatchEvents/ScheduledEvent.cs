namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>A tick of a schedule.</summary>
public class ScheduledEvent : CloudWatchEvent<Detail>;

/// <summary>Always empty: a schedule has nothing to tell.</summary>
public class Detail;
