namespace LocalGateway.Functions;

/// <summary>A metric that a function has emitted in CloudWatch's embedded metric format.</summary>
/// <param name="Namespace">Where CloudWatch shows it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">CloudWatch's name of the unit; <c>None</c> if the function gives none.</param>
/// <param name="Dimensions"><c>Route=GET /things, Stage=dev</c>; empty if there are none.</param>
/// <param name="Values">One, or several.</param>
internal sealed record EmbeddedMetric(string Namespace, string Name, string Unit, string Dimensions, IReadOnlyList<double> Values);
