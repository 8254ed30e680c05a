// What the pages share.
import type { Product } from "./client.js";
import { h, say } from "./dom.js";
import { isFavorite, setFavorite } from "./favorites.js";
import { signIn, user } from "./session.js";
import { priceText, stockText, wordsOf } from "./words.js";

/** A page: its title and its content. */
export interface View {
  title: string;
  content: Node[];
}

/** A listener that tells the user what went wrong. The button that was pressed is off until the API has answered. */
export function action(run: () => Promise<void>): (event: Event) => void {
  return async event => {
    event.preventDefault();
    const origin = event instanceof SubmitEvent ? event.submitter : event.currentTarget;
    const button = origin instanceof HTMLButtonElement ? origin : null;
    // A disabled button would lose the focus.
    if (button?.getAttribute("aria-disabled") === "true")
      return;
    button?.setAttribute("aria-disabled", "true");
    try {
      await run();
    } catch (error) {
      say(wordsOf(error), "refused");
    } finally {
      button?.removeAttribute("aria-disabled");
    }
  };
}

export function heading(text: string): HTMLElement {
  return h("h1", { tabindex: -1 }, text);
}

export function hint(...children: (Node | string)[]): HTMLElement {
  return h("p", { class: "hint" }, children);
}

export function signInButton(reason: string): HTMLElement {
  return h("button", { class: "primary", onclick: action(signIn) }, reason);
}

/** A picture without a file: the first letter on the colour of the category. */
export function tile(product: Product): HTMLElement {
  const colour = [...product.category].reduce((sum, letter) => (sum * 26 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 0) % 7;
  return h("div", { class: `tile colour-${colour}`, "aria-hidden": "true" }, [...product.name][0]);
}

export function card(product: Product): HTMLElement {
  return h("li", { class: "card" },
    tile(product),
    h("div", { class: "text" },
      h("h2", {}, h("a", { href: `#/product/${encodeURIComponent(product.id)}` }, product.name)),
      h("p", { class: "hint" }, product.category),
      h("p", { class: "line" },
        h("b", {}, priceText(product.price)),
        h("span", { class: product.stock <= 10 ? "stock low" : "stock" }, stockText(product.stock)))),
    favoriteButton(product));
}

export function favoriteButton(product: Product): HTMLElement {
  const button = h("button", { class: "heart", onclick: action(async () => {
    if (user() === null)
      return signIn();
    await setFavorite(product.id, !isFavorite(product.id));
    show();
    say(isFavorite(product.id) ? `${product.name} is one of your favorites.` : `${product.name} is no favorite any more.`);
  }) });
  const show = () => {
    button.setAttribute("aria-pressed", String(isFavorite(product.id)));
    button.setAttribute("aria-label", `Favorite: ${product.name}`);
    button.textContent = isFavorite(product.id) ? "♥" : "♡";
  };
  show();
  return button;
}
