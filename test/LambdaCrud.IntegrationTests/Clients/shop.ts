// Uses the TypeScript client as in docs/clients.md. TypeScriptClientTests compiles and runs this file.
import { createApi, dataOf, etagOf, isProblem, itemsOf } from "./client/api.js";
import { equal, test } from "./testing.js";

declare const process: { env: Record<string, string> };

const { API: baseUrl = "", SHOPPER = "", ADMIN = "", API_KEY = "" } = process.env;

const shop = createApi({ baseUrl, credentials: { UserToken: () => SHOPPER } });
const admin = createApi({ baseUrl, credentials: { UserToken: async () => ADMIN, ApiKey: () => API_KEY } });

async function created(category: string = "things", amount: number = 100) {
  return dataOf(await admin.POST("/products", {
    body: { name: "A product", category, price: { amount, currency: "EUR" }, stock: 10, tags: ["new"] },
  }));
}

await test("The items of all pages come in order", async () => {
  const category = `c-${crypto.randomUUID()}`;
  for (const amount of [3, 1, 2])
    await created(category, amount);

  const amounts: number[] = [];
  for await (const product of itemsOf(next =>
    shop.GET("/products", { params: { query: { category, sort: "price", limit: 2, ...next } } })))
    amounts.push(product.price.amount);

  equal(amounts, [1, 2, 3]);
});

await test("The same key gets the same order again", async () => {
  const { id } = await created();
  const key = crypto.randomUUID();

  const request = { params: { header: { "Idempotency-Key": key } }, body: { lines: [{ productId: id, quantity: 2 }] } };
  const placed = await shop.POST("/orders", request);
  const again = await shop.POST("/orders", request);

  equal([placed.response.status, placed.response.headers.get("Idempotency-Replayed")], [201, null]);
  equal(again.response.headers.get("Idempotency-Replayed"), "true");
  equal(again.data, placed.data);
});

await test("A problem has the members of its code", async () => {
  const { id } = await created();

  const { error } = await shop.POST("/orders", { body: { lines: [{ productId: id, quantity: 11 }] } });

  if (error?.code !== "insufficient-stock")
    throw new Error(`The code is ${error?.code}.`);
  equal(error.lines, [{ pointer: "#/lines/0", productId: id, available: 10 }]);
  // @ts-expect-error: This type of problem has no such member.
  equal(error.reason, undefined);
});

await test("A problem can be an exception", async () => {
  const order = shop.POST("/orders", { body: { lines: [{ productId: crypto.randomUUID(), quantity: 1 }] } });

  const thrown: unknown = await order.then(dataOf).catch(error => error);

  if (!isProblem(thrown, "unknown-product"))
    throw thrown;
  equal(thrown.response.status, 422);
  equal(thrown.problem.errors?.map(error => error.pointer), ["#/lines/0/productId"]);
});

await test("A change with an old entity tag is a problem", async () => {
  const path = { id: (await created()).id };
  const read = await shop.GET("/products/{id}", { params: { path } });
  const header = { "If-Match": etagOf(read) };
  const changed = dataOf(await admin.PATCH("/products/{id}", { params: { path, header }, body: { name: "A new name", tags: null } }));
  equal([changed.name, changed.tags], ["A new name", []]);

  const { error } = await admin.PATCH("/products/{id}", { params: { path, header }, body: { name: "Another name" } });

  equal(error?.code, "precondition-failed");
});

await test("An unchanged resource is not sent again", async () => {
  const path = { id: (await created()).id };
  const read = await shop.GET("/products/{id}", { params: { path } });

  const again = await shop.GET("/products/{id}", { params: { path, header: { "If-None-Match": etagOf(read) } } });

  equal([again.response.status, again.data], [304, undefined]);
});

await test("Each operation gets only its own credential", async () => {
  const partner = createApi({
    baseUrl,
    credentials: { ApiKey: () => API_KEY, UserToken: () => { throw new Error("The feed takes no token."); } },
  });

  equal((await partner.GET("/feed/products", { params: { query: { limit: 1 } } })).response.status, 200);
});

await test("A request without a token is a problem with the reason", async () => {
  const { error } = await createApi({ baseUrl }).GET("/orders");

  equal(error?.code === "unauthenticated" && error.reason, "Unauthorized");
});
