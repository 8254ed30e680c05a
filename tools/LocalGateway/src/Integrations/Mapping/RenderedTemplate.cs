using LocalGateway.MappingTemplates;
using LocalGateway.Requests;

namespace LocalGateway.Integrations.Mapping;

/// <summary>A rendering of a mapping template, for the recording.</summary>
/// <param name="Template">The template.</param>
/// <param name="ResponseStatus">The status of the integration response that it belongs to; null if it makes the integration request.</param>
/// <param name="Input">What it read; null if the recording has cut it.</param>
/// <param name="Output">What it rendered.</param>
/// <param name="Error">Null if it succeeded.</param>
internal sealed record RenderedTemplate(
    MappingTemplate Template, int? ResponseStatus, MappingContext? Input, TracedBytes Output, MappingTemplateException? Error) : ITracedCall
{
    public bool IsRequest => ResponseStatus is null;

    public int Size => Output.Kept.Length + ((Input?.Body.Length ?? 0) * sizeof(char));

    // The input refers to the whole request.
    public ITracedCall Cut(int length) => this with { Input = null, Output = Output.Cut(length) };
}
