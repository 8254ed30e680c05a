using LocalGateway.LocalTokens;
using LocalGateway.Model;
using LocalGateway.Recording;
using Microsoft.AspNetCore.Http;

namespace Studio;

/// <summary>What the studio shows.</summary>
public sealed record StudioOptions
{
    /// <summary>The deployment that the gateway serves. It may change while the gateway runs.</summary>
    public required Func<Deployment> Deployment { get; init; }

    /// <summary>The logical id of the API that the gateway serves.</summary>
    public required string Api { get; init; }

    /// <summary>The recorder of the gateway.</summary>
    public required RequestRecorder Recorder { get; init; }

    /// <summary>The folder with the keys of the local user pools and the generated API keys.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The template file, in which the template bench saves.</summary>
    public required string TemplateFile { get; init; }

    /// <summary>The path of the API's routes: empty, or <c>/Prod</c> if the gateway serves them below their stage.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>An OpenAPI document of the API in JSON. Without such a file the explorer shows what the template says.</summary>
    public string? ContractFile { get; init; }

    /// <summary>The values that the template's parameters got at the start; parameters with their default may be missing.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The database of the API; null if there is none.</summary>
    public StudioDatabase? Database { get; init; }

    /// <summary>What cannot run on this machine, each with the reason. It is known after the gateway has started.</summary>
    public Func<IReadOnlyList<string>> Unavailable { get; init; } = static () => [];

    /// <summary>Users whom the start page offers.</summary>
    public IReadOnlyList<PoolUser> Users { get; init; } = [];

    /// <summary>The path of the API's routes at the gateway: empty, or the stage as <c>/Prod</c>.</summary>
    public string ApiPath { get; init; } = "";

    /// <summary>Folders with pages of the project itself: the full path of each by its name. They are served below <c>/_local/NAME/</c>.</summary>
    public IReadOnlyDictionary<string, string> PageFolders { get; init; } = new Dictionary<string, string>();

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The address of the API for the sender of a request to the studio.</summary>
    internal string Url(HttpRequest request) => $"http://{request.Host}{BasePath}";

    internal RestApi ApiOf(Deployment deployment) => deployment.RestApis.Single(api => api.LogicalId == Api);
}
