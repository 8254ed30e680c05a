// The orders of the signed-in user.
import { dataOf, itemsOf } from "./api/api.js";
import { shop } from "./client.js";
import { h, say } from "./dom.js";
import { user } from "./session.js";
import { action, heading, hint, signInButton } from "./view.js";
import { priceText, timeText } from "./words.js";
const PAGE = 20;
export async function ordersPage() {
    const title = "Your orders";
    if (user() === null)
        return { title, content: [heading(title), hint("Your orders are kept with your account."), signInButton("Sign in to see them")] };
    // The iterator requests a page of orders when the list comes to it.
    const orders = itemsOf(next => shop.GET("/orders", { params: { query: { limit: PAGE, ...next } } }));
    const list = h("ul", { class: "orders" });
    const more = h("button", { class: "more", onclick: action(showMore) }, "Show more");
    async function showMore() {
        for (let shown = 0; shown < PAGE; shown++) {
            const { value, done } = await orders.next();
            more.hidden = done === true;
            if (done === true)
                return;
            list.append(entry(value));
        }
    }
    await showMore();
    return { title, content: [heading(title), list.childElementCount === 0 ? hint("You have no orders yet.") : list, more] };
}
function entry(order) {
    const item = h("li", { class: "card" }, h("div", { class: "text" }, h("h2", {}, order.lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(", ")), h("p", { class: "hint" }, timeText(order.placedAt), " · ", h("code", {}, order.id)), h("p", { class: "line" }, h("b", {}, priceText(order.total)), h("span", { class: `state ${order.status}` }, order.status))));
    if (order.status === "placed") {
        item.append(h("button", { onclick: action(async () => {
                const cancelled = dataOf(await shop.POST("/orders/{id}/cancel", { params: { path: { id: order.id } } }));
                const after = entry(cancelled);
                item.replaceWith(after);
                say("The order is cancelled. Its pieces are in stock again.");
            }) }, "Cancel the order"));
    }
    return item;
}
