// Written once by `dotnet dev.cs client typescript`. This file is yours: the command does not change it again.
import createClient, { type Client } from "openapi-fetch";
import { operations as facts, schemes, type Scheme } from "./operations.js";
import type { operations, paths } from "./schema.js";

export interface ApiOptions {
  /** The address of the API's stage. */
  baseUrl: string;
  /** The credentials, by security scheme. The client asks for one before each request, so the function may return a new token. */
  credentials?: Partial<Record<Scheme, () => string | Promise<string>>>;
  /** How often the client sends a request that may be repeated. The default is 4. */
  attempts?: number;
  /** In seconds. If the API asks for a longer pause, the client does not repeat the request. The default is 20. */
  longestPause?: number;
  /** Waits between two attempts. */
  sleep?: (seconds: number) => Promise<void>;
  fetch?: (request: Request) => Promise<Response>;
}

/** The operations of the API by path: api.GET("/path", …). An answer has `data` or, as a problem (RFC 9457), `error`. */
export function createApi(options: ApiOptions): Client<paths> {
  const api = createClient<paths>({ baseUrl: options.baseUrl, fetch: request => send(request, options) });
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

async function send(request: Request, options: ApiOptions): Promise<Response> {
  const { attempts = 4, longestPause = 20, fetch = globalThis.fetch, sleep = wait } = options;
  // Whether a second request has no further effect: by the HTTP method (RFC 9110 §9.2.2), or because it has a key.
  const isRepeatable = ["GET", "PUT", "DELETE"].includes(request.method) || request.headers.has("Idempotency-Key");
  for (let attempt = 1; ; attempt++) {
    // A pause without Retry-After: 1, 2, 4 … seconds.
    let pause = 2 ** (attempt - 1);
    try {
      const response = await fetch(request.clone());
      pause = Number(response.headers.get("Retry-After") ?? pause);
      if (attempt >= attempts || pause > longestPause || !(await mayBeRepeated(response, isRepeatable)))
        return response;
    } catch (error) {
      // fetch throws a TypeError if there is no answer.
      if (attempt >= attempts || !isRepeatable || !(error instanceof TypeError))
        throw error;
    }
    await sleep(pause);
  }
}

async function mayBeRepeated(response: Response, isRepeatable: boolean): Promise<boolean> {
  if ([502, 503, 504].includes(response.status))
    return isRepeatable;
  if (response.status !== 409 && response.status !== 429)
    return false;
  const { code } = await response.clone().json().catch(() => ({})) as { code?: string };
  return response.status === 429 ? code !== "quota-exceeded" : code === "edit-conflict" || code === "request-in-progress";
}

const wait = (seconds: number) => new Promise<void>(resolve => setTimeout(resolve, seconds * 1000));

type ProblemsOf<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses]: Responses[Status] extends { content: { "application/problem+json": infer P } } ? P : never }[keyof Responses]
  : never;

/** All problems of all operations. */
export type Problem = ProblemsOf<operations[keyof operations]>;

export type ProblemCode = NonNullable<Problem["code"]>;

/** The problem with this code, with its own members. */
export type ProblemOf<Code extends ProblemCode, P = Problem> =
  P extends { code?: infer Codes } ? Code extends Codes ? P & { code: Code } : never : never;

/** A problem as an exception. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem, readonly response: Response) {
    super(`${problem.title} (${problem.code}). ${problem.detail ?? ""}`.trimEnd());
  }
}

/** Whether this is the problem with this code. Then `error.problem` has the members of this type of problem. */
export function isProblem<Code extends ProblemCode>(error: unknown, code: Code): error is ProblemError & { problem: ProblemOf<Code> } {
  return error instanceof ProblemError && error.problem.code === code;
}

interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** The data of an answer. A problem is thrown as a ProblemError. */
export function dataOf<R extends Result>({ data, error, response }: R): NonNullable<R["data"]> {
  if (response.headers.get("Content-Type")?.startsWith("application/problem+json"))
    throw new ProblemError(error as Problem, response);
  if (!response.ok)
    throw new Error(`The answer has the status ${response.status} and no problem.`);
  return data as NonNullable<R["data"]>;
}

/** The entity tag of an answer, for If-Match and If-None-Match. Without the tag, a change would have no condition. So there must be one. */
export function etagOf({ response }: { response: Response }): string {
  const tag = response.headers.get("ETag");
  if (tag === null)
    throw new Error(`The answer with the status ${response.status} has no entity tag.`);
  return tag;
}

/** The items of all pages of a list. A page is requested when the loop comes to it. */
export async function* itemsOf<Item>(
  getPage: (next: { cursor?: string }) => Promise<{ data?: { items: Item[]; nextCursor?: string }; error?: unknown; response: Response }>,
): AsyncGenerator<Item, void> {
  let next: { cursor?: string } | undefined = {};
  while (next !== undefined) {
    const page: { items: Item[]; nextCursor?: string } = dataOf(await getPage(next));
    yield* page.items;
    next = page.nextCursor === undefined ? undefined : { cursor: page.nextCursor };
  }
}
