// The shop: the pages by the fragment of the address, and the user.
import { isProblem } from "./api/api.js";
import { byId, h, say } from "./dom.js";
import { favoritesPage } from "./favorites-page.js";
import { loadFavorites } from "./favorites.js";
import { ordersPage } from "./orders.js";
import { productPage } from "./product.js";
import { productsPage } from "./products.js";
import { finishSignIn, signIn, signOut, user } from "./session.js";
import { action, heading, hint, type View } from "./view.js";
import { wordsOf } from "./words.js";

function pageAt(address: string): Promise<View> {
  const [path = "", query] = address.split("?");
  const [, name, id] = path.split("/");
  switch (name) {
    case "product":
      return productPage(decodeURIComponent(id ?? ""));
    case "favorites":
      return favoritesPage();
    case "orders":
      return ordersPage();
    default:
      return productsPage(new URLSearchParams(query));
  }
}

async function show(isFirst: boolean): Promise<void> {
  const address = location.hash.slice(1);
  const main = byId("main");
  main.setAttribute("aria-busy", "true");
  let view: View;
  try {
    view = await pageAt(address);
  } catch (error) {
    const title = isProblem(error, "not-found") ? "This product does not exist" : "This page cannot be shown";
    view = { title, content: [heading(title), hint(wordsOf(error)), h("p", {}, h("a", { href: "#/" }, "To all products"))] };
  }

  // The user may have gone on in the meantime.
  if (address !== location.hash.slice(1))
    return;
  document.title = `${view.title} – Shop`;
  main.replaceChildren(...view.content);
  main.removeAttribute("aria-busy");
  for (const link of document.querySelectorAll("header nav a")) {
    if (link.getAttribute("href") === (`#${address}` === "#" ? "#/" : `#${address}`))
      link.setAttribute("aria-current", "page");
    else
      link.removeAttribute("aria-current");
  }
  // A screen reader goes on with the new page.
  if (!isFirst) {
    scrollTo(0, 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  }
}

function showUser(): void {
  const current = user();
  byId("user").replaceChildren(...(current === null
    ? [h("button", { onclick: action(signIn) }, "Sign in")]
    : [h("span", { class: "name" }, current.name, current.groups.length > 0 ? h("small", {}, ` ${current.groups.join(", ")}`) : null),
      h("button", { onclick: signOut }, "Sign out")]));
}

// On this machine, the studio shows each request of the shop. At another address there is no studio.
if (location.pathname.startsWith("/_local/"))
  document.querySelector("header nav")?.append(h("a", { href: "/_local/" }, "Studio"));

addEventListener("hashchange", () => {
  say("");
  void show(false);
});

addEventListener("signedout", showUser);

// The fragment of the address names the page. So this link cannot be a fragment of its own.
byId("skip").addEventListener("click", event => {
  event.preventDefault();
  byId("main").focus();
});

const refusal = await finishSignIn().catch(wordsOf);
if (user() !== null)
  await loadFavorites().catch((error: unknown) => say(wordsOf(error), "refused"));
showUser();
await show(true);
if (refusal !== null)
  say(refusal, "refused");
