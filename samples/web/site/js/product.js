// One product, and its order.
import { dataOf, etagOf, isProblem } from "./api/api.js";
import { shop } from "./client.js";
import { h, say } from "./dom.js";
import { editForm } from "./edit.js";
import { user } from "./session.js";
import { action, favoriteButton, heading, hint, signInButton, tile } from "./view.js";
import { pieces, priceText, stockText } from "./words.js";
export async function productPage(id) {
    const answer = await shop.GET("/products/{id}", { params: { path: { id } } });
    const product = dataOf(answer);
    const view = h("article", { class: "product" });
    const stock = h("span");
    const showStock = (left) => {
        stock.className = left <= 10 ? "stock low" : "stock";
        stock.textContent = stockText(left);
    };
    const showProduct = (current, tag) => {
        showStock(current.stock);
        view.replaceChildren(tile(current), h("div", { class: "text" }, h("div", { class: "top" }, heading(current.name), favoriteButton(current)), h("p", { class: "hint" }, h("a", { href: `#/?${new URLSearchParams({ category: current.category })}` }, current.category), current.tags.map(tag => ` · ${tag}`)), h("p", { class: "description" }, current.description), h("p", { class: "line" }, h("b", { class: "price" }, priceText(current.price)), stock), user() === null ? signInButton("Sign in to order") : orderForm(current, showStock)), 
        // The page only hides what the user may not do. The API refuses it.
        user()?.groups.includes("catalog-admins") === true ? editForm(current, tag, showProduct) : "");
    };
    showProduct(product, etagOf(answer));
    return { title: product.name, content: [h("p", {}, h("a", { href: "#/" }, "← All products")), view] };
}
function orderForm(product, showStock) {
    // One key for one order. If the user sends it again, it stays one order.
    let key = crypto.randomUUID();
    const quantity = h("input", { type: "number", name: "quantity", min: 1, max: 1000, value: 1, required: true,
        // Another quantity is another order.
        oninput: () => { key = crypto.randomUUID(); } });
    const result = h("div", { class: "result", role: "status" });
    const order = (wanted) => action(async () => {
        say("");
        try {
            const answer = await shop.POST("/orders", {
                params: { header: { "Idempotency-Key": key } }, body: { lines: [{ productId: product.id, quantity: wanted }] },
            });
            const placed = dataOf(answer);
            const isRepeated = answer.response.headers.get("Idempotency-Replayed") === "true";
            result.className = "result done";
            result.replaceChildren(h("p", {}, h("b", {}, isRepeated ? "This is the same order." : "Your order is placed."), " ", isRepeated ? "The API knows the key of the request, so there is no second order." : `${pieces(wanted)} for ${priceText(placed.total)}.`), h("p", { class: "buttons" }, h("button", { onclick: order(wanted) }, "Send the same request again (it does not order twice)"), h("button", { onclick: () => { key = crypto.randomUUID(); result.replaceChildren(); quantity.focus(); } }, "Order more"), h("a", { href: "#/orders" }, "Your orders")));
            showStock(dataOf(await shop.GET("/products/{id}", { params: { path: { id: product.id } } })).stock);
        }
        catch (error) {
            result.className = "result";
            if (!isProblem(error, "insufficient-stock"))
                throw error;
            const available = error.problem.lines?.[0]?.available ?? 0;
            showStock(available);
            result.className = "result refused";
            result.replaceChildren(h("p", {}, h("b", {}, available === 0 ? "This product is sold out." : `Only ${pieces(available)} left.`), ` You asked for ${wanted}. Nothing is ordered.`));
            if (available > 0) {
                result.append(h("button", { onclick: event => {
                        quantity.value = String(available);
                        key = crypto.randomUUID();
                        order(available)(event);
                    } }, `Order ${available} instead`));
            }
        }
    });
    return h("div", {}, h("form", { class: "order", onsubmit: event => order(quantity.valueAsNumber)(event) }, h("label", {}, "Quantity", quantity), h("button", { class: "primary" }, "Order")), product.stock === 0 ? hint("The shop accepts orders only for pieces that it has.") : "", result);
}
