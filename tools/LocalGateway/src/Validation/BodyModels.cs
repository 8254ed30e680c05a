using LocalGateway.Model;
using LocalGateway.Requests;

namespace LocalGateway.Validation;

/// <summary>The models of a method's body by media type.</summary>
internal sealed class BodyModels
{
    private const string Otherwise = "$default";

    private readonly Dictionary<string, ModelSchema> _models = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="GatewayException">A model does not exist.</exception>
    public BodyModels(ApiMethod method, IReadOnlyDictionary<string, ModelSchema> models)
    {
        foreach (var (mediaType, name) in method.RequestModels)
        {
            _models[mediaType] = models.GetValueOrDefault(name)
                ?? throw new GatewayException($"{method.Name}: the API has no model {name}.");
        }
    }

    /// <returns>Null if the media type of the body has no model.</returns>
    public ModelSchema? Of(GatewayRequest request)
    {
        var mediaType = MediaTypes.OfBody(request.Headers["Content-Type"]);
        return _models.GetValueOrDefault(mediaType) ?? _models.GetValueOrDefault(Otherwise);
    }
}
