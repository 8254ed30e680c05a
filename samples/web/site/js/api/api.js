// Written once by `dotnet dev.cs client typescript`. This file is yours: the command does not change it again.
import createClient from "./openapi-fetch.js";
import { operations as facts, schemes } from "./operations.js";
/** The operations of the API by path: api.GET("/path", …). An answer has `data` or, as a problem (RFC 9457), `error`. */
export function createApi(options) {
    const api = createClient({ baseUrl: options.baseUrl, fetch: request => send(request, options) });
    api.use({
        async onRequest({ request, schemaPath }) {
            const operation = facts[`${request.method} ${schemaPath}`];
            for (const scheme of operation?.credentials ?? []) {
                const credential = await options.credentials?.[scheme]?.();
                if (credential !== undefined)
                    request.headers.set(schemes[scheme].header, schemes[scheme].prefix + credential);
            }
            // All attempts of a request have the same key.
            if (operation?.takesKey && !request.headers.has("Idempotency-Key"))
                request.headers.set("Idempotency-Key", crypto.randomUUID());
            if (operation?.mediaType !== undefined)
                request.headers.set("Content-Type", operation.mediaType);
            return request;
        },
    });
    return api;
}
async function send(request, options) {
    const { attempts = 4, longestPause = 20, fetch = globalThis.fetch, sleep = wait } = options;
    // Whether a second request has no further effect: by the HTTP method (RFC 9110 §9.2.2), or because it has a key.
    const isRepeatable = ["GET", "PUT", "DELETE"].includes(request.method) || request.headers.has("Idempotency-Key");
    for (let attempt = 1;; attempt++) {
        // A pause without Retry-After: 1, 2, 4 … seconds.
        let pause = 2 ** (attempt - 1);
        try {
            const response = await fetch(request.clone());
            pause = Number(response.headers.get("Retry-After") ?? pause);
            if (attempt >= attempts || pause > longestPause || !(await mayBeRepeated(response, isRepeatable)))
                return response;
        }
        catch (error) {
            // fetch throws a TypeError if there is no answer.
            if (attempt >= attempts || !isRepeatable || !(error instanceof TypeError))
                throw error;
        }
        await sleep(pause);
    }
}
async function mayBeRepeated(response, isRepeatable) {
    if ([502, 503, 504].includes(response.status))
        return isRepeatable;
    if (response.status !== 409 && response.status !== 429)
        return false;
    const { code } = await response.clone().json().catch(() => ({}));
    return response.status === 429 ? code !== "quota-exceeded" : code === "edit-conflict" || code === "request-in-progress";
}
const wait = (seconds) => new Promise(resolve => setTimeout(resolve, seconds * 1000));
/** A problem as an exception. */
export class ProblemError extends Error {
    problem;
    response;
    constructor(problem, response) {
        super(`${problem.title} (${problem.code}). ${problem.detail ?? ""}`.trimEnd());
        this.problem = problem;
        this.response = response;
    }
}
/** Whether this is the problem with this code. Then `error.problem` has the members of this type of problem. */
export function isProblem(error, code) {
    return error instanceof ProblemError && error.problem.code === code;
}
/** The data of an answer. A problem is thrown as a ProblemError. */
export function dataOf({ data, error, response }) {
    if (response.headers.get("Content-Type")?.startsWith("application/problem+json"))
        throw new ProblemError(error, response);
    if (!response.ok)
        throw new Error(`The answer has the status ${response.status} and no problem.`);
    return data;
}
/** The entity tag of an answer, for If-Match and If-None-Match. Without the tag, a change would have no condition. So there must be one. */
export function etagOf({ response }) {
    const tag = response.headers.get("ETag");
    if (tag === null)
        throw new Error(`The answer with the status ${response.status} has no entity tag.`);
    return tag;
}
/** The items of all pages of a list. A page is requested when the loop comes to it. */
export async function* itemsOf(getPage) {
    let next = {};
    while (next !== undefined) {
        const page = dataOf(await getPage(next));
        yield* page.items;
        next = page.nextCursor === undefined ? undefined : { cursor: page.nextCursor };
    }
}
