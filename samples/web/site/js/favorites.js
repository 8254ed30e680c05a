// Which products are favorites of the signed-in user.
import { dataOf, itemsOf } from "./api/api.js";
import { shop } from "./client.js";
const ids = new Set();
export function favoriteIds() {
    return [...ids];
}
/** Reads the favorites once, so that all pages can mark them. */
export async function loadFavorites() {
    for await (const { productId } of itemsOf(next => shop.GET("/favorites", { params: { query: { limit: 100, ...next } } })))
        ids.add(productId);
}
export function isFavorite(id) {
    return ids.has(id);
}
export async function setFavorite(productId, wanted) {
    const request = { params: { path: { productId } } };
    dataOf(await (wanted ? shop.PUT("/favorites/{productId}", request) : shop.DELETE("/favorites/{productId}", request)));
    if (wanted)
        ids.add(productId);
    else
        ids.delete(productId);
}
