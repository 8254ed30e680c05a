// The client of the API. The folder api is generated from the contract: `dotnet dev.cs client typescript`.
import { createApi } from "./api/api.js";
import type { components } from "./api/schema.js";
import { say } from "./dom.js";
import { idToken } from "./session.js";
import { settings } from "./settings.js";

export type Product = components["schemas"]["ProductResponse"];
export type ProductPatch = components["schemas"]["ProductPatch"];
export type Order = components["schemas"]["OrderResponse"];
export type Price = components["schemas"]["Price"];

export const shop = createApi({ baseUrl: settings.api, credentials: { UserToken: idToken }, sleep: sayAndWait });

// The client pauses before it repeats a request, for example if there are too many requests. The user sees how long.
async function sayAndWait(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left--) {
    const pause = Math.ceil(left);
    say(`The API is busy. The next attempt is in ${pause} ${pause === 1 ? "second" : "seconds"}.`, "waiting");
    await new Promise(resolve => setTimeout(resolve, Math.min(left, 1) * 1000));
  }
  say("");
}
