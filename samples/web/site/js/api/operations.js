// Written by `dotnet dev.cs client typescript`. Changes are lost when the command runs again.
/** The security schemes: the header of a credential, and the text before it. */
export const schemes = {
    "UserToken": { "header": "Authorization", "prefix": "Bearer " },
    "ApiKey": { "header": "X-API-Key", "prefix": "" },
};
export const operations = {
    "GET /favorites": { "credentials": ["UserToken"], "takesKey": false },
    "PUT /favorites/{productId}": { "credentials": ["UserToken"], "takesKey": false },
    "DELETE /favorites/{productId}": { "credentials": ["UserToken"], "takesKey": false },
    "GET /feed/products": { "credentials": ["ApiKey"], "takesKey": false },
    "GET /health": { "credentials": [], "takesKey": false },
    "GET /orders": { "credentials": ["UserToken"], "takesKey": false },
    "POST /orders": { "credentials": ["UserToken"], "takesKey": true, "mediaType": "application/json" },
    "GET /orders/{id}": { "credentials": ["UserToken"], "takesKey": false },
    "POST /orders/{id}/cancel": { "credentials": ["UserToken"], "takesKey": true },
    "POST /orders/{id}/ship": { "credentials": ["UserToken"], "takesKey": true },
    "GET /products": { "credentials": [], "takesKey": false },
    "POST /products": { "credentials": ["UserToken"], "takesKey": true, "mediaType": "application/json" },
    "POST /products/batch": { "credentials": ["UserToken"], "takesKey": true, "mediaType": "application/json" },
    "GET /products/{id}": { "credentials": [], "takesKey": false },
    "PUT /products/{id}": { "credentials": ["UserToken"], "takesKey": true, "mediaType": "application/json" },
    "PATCH /products/{id}": { "credentials": ["UserToken"], "takesKey": true, "mediaType": "application/merge-patch\u002Bjson" },
    "DELETE /products/{id}": { "credentials": ["UserToken"], "takesKey": true },
    "POST /products/{id}/stock": { "credentials": ["UserToken"], "takesKey": true, "mediaType": "application/json" },
};
