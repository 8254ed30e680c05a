// The edit of a product, for administrators of the catalogue. An edit holds only for the version that the administrator has seen.
import { dataOf, etagOf, isProblem, ProblemError } from "./api/api.js";
import { shop, type Product, type ProductPatch } from "./client.js";
import { h, say } from "./dom.js";
import { action } from "./view.js";
import { priceText, unitsOf } from "./words.js";

const fields = ["name", "category", "description"] as const;

type Edited = Record<(typeof fields)[number], string> & Pick<Product, "price">;

/** @param tag The entity tag of the version that the form shows. */
export function editForm(product: Product, tag: string, saved: (product: Product, tag: string) => void): HTMLElement {
  const path = { id: product.id };
  const units = unitsOf(product.price.currency);
  const inputs = {
    name: h("input", { name: "name", value: product.name, required: true }),
    category: h("input", { name: "category", value: product.category, required: true }),
    description: h("textarea", { name: "description", rows: 4 }, product.description),
    price: h("input", { name: "price", type: "number", min: 0, step: 1 / units, value: product.price.amount / units, required: true }),
  };
  const faults = h("ul", { class: "faults", role: "status" });
  const conflict = h("div", { role: "status" });

  const mine = (): Edited => ({
    name: inputs.name.value, category: inputs.category.value, description: inputs.description.value,
    price: { ...product.price, amount: Math.round(inputs.price.valueAsNumber * units) },
  });

  const save = (ifMatch: string) => action(async () => {
    say("");
    faults.replaceChildren();
    try {
      const answer = await shop.PATCH("/products/{id}", {
        params: { path, header: { "If-Match": ifMatch } }, body: changesOf(product, mine()),
      });
      saved(dataOf(answer), etagOf(answer));
      say("The product is saved.");
    } catch (error) {
      if (isProblem(error, "precondition-failed"))
        await showConflict();
      else if (error instanceof ProblemError && "errors" in error.problem)
        faults.replaceChildren(...(error.problem.errors ?? []).map(({ pointer, detail }) => h("li", {}, `${pointer?.slice(2) ?? ""}: ${detail}`)));
      else
        throw error;
    }
  });

  // Somebody else has changed the product since this page has read it. Both versions are here, and the person chooses.
  async function showConflict(): Promise<void> {
    const answer = await shop.GET("/products/{id}", { params: { path } });
    const [theirs, theirTag] = [dataOf(answer), etagOf(answer)];
    conflict.replaceChildren(h("section", { class: "conflict", "aria-labelledby": "conflict" },
      h("h3", { id: "conflict" }, "Somebody else has changed this product"),
      h("p", {}, "Nothing is saved yet. Your version is theirs with your changes. Which one do you want?"),
      h("div", { class: "scroll" }, h("table", {},
        h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, "Theirs, saved"), h("th", { scope: "col" }, "Yours, not saved"))),
        h("tbody", {}, rowsOf(theirs, changesOf(product, mine()))))),
      h("p", { class: "buttons" },
        h("button", { onclick: () => { saved(theirs, theirTag); say("The page shows their version."); } }, "Take theirs"),
        h("button", { class: "primary", onclick: save(theirTag) }, "Save mine"))));
    conflict.querySelector("button")?.focus();
  }

  return h("section", { class: "edit", "aria-labelledby": "edit" },
    h("h2", { id: "edit" }, "Edit"),
    h("form", { onsubmit: save(tag) },
      h("label", {}, "Name", inputs.name),
      h("label", {}, "Category", inputs.category),
      h("label", { class: "wide" }, "Description", inputs.description),
      h("label", {}, `Price in ${product.price.currency}`, inputs.price),
      h("button", {}, "Save")),
    faults,
    conflict);
}

/** A merge patch with what is different (RFC 7396). */
function changesOf(product: Product, mine: Edited): ProductPatch {
  const patch: ProductPatch = {};
  for (const field of fields) {
    if (mine[field] !== (product[field] ?? ""))
      patch[field] = mine[field];
  }
  if (mine.price.amount !== product.price.amount)
    patch.price = { amount: mine.price.amount };
  return patch;
}

function rowsOf(theirs: Product, changes: ProductPatch): HTMLElement[] {
  const rows: [string, string, string][] = [
    ...fields.map((field): [string, string, string] => [field, theirs[field] ?? "", changes[field] ?? theirs[field] ?? ""]),
    ["price", priceText(theirs.price), priceText({ ...theirs.price, amount: changes.price?.amount ?? theirs.price.amount })],
  ];
  return rows.map(([name, left, right]) => h("tr", { class: left === right ? "same" : "" },
    h("th", { scope: "row" }, name), h("td", {}, left), h("td", {}, right)));
}
