// A new request for a route, filled with the examples of the contract. Only what the route requires is filled in.
const maxDepth = 8;

function resolve(document, value) {
  let found = value;
  for (let steps = 0; found?.$ref && steps < maxDepth; steps++)
    found = found.$ref.replace(/^#\//, "").split("/").reduce((part, name) => part?.[name.replaceAll("~1", "/").replaceAll("~0", "~")], document);
  return found ?? {};
}

// What the contract gives as an example of a parameter, a body or a schema; undefined if there is none.
function given(document, part) {
  const examples = Array.isArray(part.examples) ? part.examples : Object.values(part.examples ?? {}).map((one) => resolve(document, one).value);
  return part.example ?? examples[0] ?? part.default ?? part.const ?? part.enum?.[0];
}

function sample(document, schema, depth = 0) {
  const own = resolve(document, schema);
  const example = given(document, own);
  if (example !== undefined || depth > maxDepth)
    return example ?? null;
  const choice = own.allOf ?? own.oneOf?.slice(0, 1) ?? own.anyOf?.slice(0, 1);
  if (choice && !own.properties)
    return choice.map((one) => sample(document, one, depth + 1)).reduce((all, one) => typeof all === "object" && typeof one === "object" ? { ...all, ...one } : one);
  switch ([own.type].flat()[0] ?? (own.properties ? "object" : "string")) {
    case "object": return Object.fromEntries((own.required ?? Object.keys(own.properties ?? {})).filter((name) => own.properties?.[name])
      .map((name) => [name, sample(document, own.properties[name], depth + 1)]));
    case "array": return [sample(document, own.items ?? {}, depth + 1)];
    case "integer": case "number": return own.minimum ?? 1;
    case "boolean": return false;
    default: return "";
  }
}

// The API stores the answer to a request under this key. So an example that is the same each time would fail from the second request on.
const idempotencyKey = /^idempotency-key$/i;

export const withNewKey = (headers) => headers.replace(/^(idempotency-key[ \t]*:).*$/im, (_, name) => `${name} ${crypto.randomUUID()}`);

export const hasKey = (headers) => /^idempotency-key[ \t]*:/im.test(headers);

export function exampleOf(document, method, path) {
  const item = document?.paths?.[path.replaceAll("+}", "}")] ?? {};
  const operation = item[method.toLowerCase()];
  if (!operation)
    return { method, target: path, headers: [], body: null };
  let target = path;
  const query = [];
  const headers = [];
  for (const reference of [...item.parameters ?? [], ...operation.parameters ?? []]) {
    const parameter = resolve(document, reference);
    const value = given(document, parameter) ?? given(document, resolve(document, parameter.schema ?? {}));
    if (parameter.in === "path" && value !== undefined)
      target = target.replace(new RegExp(`\\{${parameter.name.replace(/[^A-Za-z0-9_-]/g, "\\$&")}\\+?\\}`), encodeURIComponent(value));
    else if (parameter.required && parameter.in === "query")
      query.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(value ?? "")}`);
    else if (parameter.required && parameter.in === "header")
      headers.push({ name: parameter.name, value: idempotencyKey.test(parameter.name) ? crypto.randomUUID() : String(value ?? "") });
  }

  const [mediaType, content] = Object.entries(resolve(document, operation.requestBody ?? {}).content ?? {})[0] ?? [];
  const body = content && (given(document, content) ?? sample(document, content.schema ?? {}));
  if (mediaType)
    headers.push({ name: "Content-Type", value: mediaType });
  return {
    method,
    target: query.length > 0 ? `${target}?${query.join("&")}` : target,
    headers,
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body, null, 2),
    isExample: target !== path || query.length > 0 || headers.length > 0,
  };
}
