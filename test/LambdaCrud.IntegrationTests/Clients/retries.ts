// Which requests the TypeScript client repeats, and when. docs/retries.md has the rules. TypeScriptClientTests compiles and runs this file.
import { createApi } from "./client/api.js";
import { equal, test } from "./testing.js";

type Prepared = { status: number; code?: string; retryAfter?: number } | "lost";

const order = { body: { lines: [] } };
const ok = { status: 200 };

/** A client whose requests get the prepared answers. */
function prepared(...answers: Prepared[]) {
  const requests: Request[] = [];
  const pauses: number[] = [];
  const api = createApi({
    baseUrl: "https://api.example/stage",
    credentials: { UserToken: () => "token" },
    sleep: async seconds => { pauses.push(seconds); },
    fetch: async request => {
      requests.push(request);
      const answer = answers.shift();
      if (answer === undefined || answer === "lost")
        throw new TypeError("The connection is lost.");
      const headers = new Headers({ "Content-Type": answer.code === undefined ? "application/json" : "application/problem+json" });
      if (answer.retryAfter !== undefined)
        headers.set("Retry-After", `${answer.retryAfter}`);
      return new Response(JSON.stringify({ code: answer.code }), { status: answer.status, headers });
    },
  });
  return { api, requests, pauses };
}

await test("A read is repeated after 502, 503, 504 and a lost connection", async () => {
  for (const first of [{ status: 502 }, { status: 503 }, { status: 504 }, "lost"] as const) {
    const { api, requests } = prepared(first, ok);
    equal((await api.GET("/products")).response.status, 200);
    equal(requests.length, 2);
  }
});

await test("A write with a key is repeated with the same key", async () => {
  const { api, requests } = prepared("lost", { status: 503 }, { status: 409, code: "request-in-progress" }, ok, ok);
  equal((await api.POST("/orders", order)).response.status, 200);
  await api.POST("/orders", order);

  const keys = requests.map(request => request.headers.get("Idempotency-Key"));
  equal(new Set(keys.slice(0, 4)).size, 1);
  equal(keys[0] !== keys[4], true);
  equal(requests[0]?.headers.get("Authorization"), "Bearer token");
});

await test("A problem that a repeat does not solve is returned at once", async () => {
  for (const [status, code] of [[429, "quota-exceeded"], [409, "insufficient-stock"], [500, "internal"], [412, "precondition-failed"]] as const) {
    const { api, requests } = prepared({ status, code }, ok);
    equal((await api.POST("/orders", order)).error?.code, code);
    equal(requests.length, 1);
  }
});

await test("A pause is as long as the API asks for, or twice as long as the last one", async () => {
  const { api, pauses } = prepared({ status: 503 }, { status: 429, code: "throttled", retryAfter: 7 }, { status: 409, code: "edit-conflict" }, ok);
  await api.GET("/products");
  equal(pauses, [1, 7, 4]);
});

await test("The last problem is returned after four attempts", async () => {
  const { api, requests } = prepared({ status: 503 }, { status: 503 }, { status: 503 }, { status: 502 }, ok);
  equal((await api.GET("/products")).response.status, 502);
  equal(requests.length, 4);
});

await test("A request is not repeated if the API asks for a longer pause than the client allows", async () => {
  const { api, pauses } = prepared({ status: 429, code: "throttled", retryAfter: 21 }, ok);
  equal((await api.GET("/products")).response.status, 429);
  equal(pauses, []);
});
