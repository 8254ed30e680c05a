// The list of favorites.
import { dataOf, isProblem } from "./api/api.js";
import { shop, type Product } from "./client.js";
import { h } from "./dom.js";
import { favoriteIds } from "./favorites.js";
import { user } from "./session.js";
import { card, heading, hint, signInButton, type View } from "./view.js";

export async function favoritesPage(): Promise<View> {
  const title = "Favorites";
  if (user() === null)
    return { title, content: [heading(title), hint("Your favorites are kept with your account."), signInButton("Sign in to see them")] };
  const products = (await Promise.all(favoriteIds().map(find))).filter(product => product !== null);
  return { title, content: [heading(title), products.length === 0
    ? hint("Press the heart of a product to keep it here.")
    : h("ul", { class: "cards" }, products.map(card))] };
}

// A product may be deleted while it is a favorite.
async function find(id: string): Promise<Product | null> {
  try {
    return dataOf(await shop.GET("/products/{id}", { params: { path: { id } } }));
  } catch (error) {
    if (isProblem(error, "not-found"))
      return null;
    throw error;
  }
}
