// The list of products: by category, page by page.
import { dataOf, itemsOf } from "./api/api.js";
import { shop } from "./client.js";
import { append, h } from "./dom.js";
import { action, card, heading, type View } from "./view.js";

const PAGE = 12;

type Sort = "name" | "price" | "-price";

const sorts: [Sort, string][] = [["name", "Name"], ["price", "Price, low to high"], ["-price", "Price, high to low"]];

// The API has no list of categories. The shop looks for them in the first products, and in those that it shows.
const SEARCHED = 500;
const categories = new Set<string>();
let search: Promise<void> | undefined;

async function findCategories(): Promise<void> {
  let count = 0;
  for await (const { category } of itemsOf(next => shop.GET("/products", { params: { query: { limit: 100, ...next } } }))) {
    categories.add(category);
    if (++count === SEARCHED)
      return;
  }
}

export async function productsPage(query: URLSearchParams): Promise<View> {
  const category = query.get("category");
  const sort = sorts.find(([value]) => value === query.get("sort"))?.[0] ?? "name";
  let cursor: string | undefined;
  const list = h("ul", { class: "cards" });
  const more = h("button", { class: "more", onclick: action(async () => {
    const next = await readPage();
    append(list, next);
    // The focus goes on with the first new product. The button may be gone.
    next[0]?.querySelector("a")?.focus();
  }) }, "Show more");

  const chips = h("nav", { class: "chips", "aria-label": "Categories" });
  const showCategories = () => {
    chips.replaceChildren(
      chip("All", "#/", category === null),
      ...[...categories].sort().map(name => chip(name, `#/?${new URLSearchParams({ category: name })}`, name === category)));
  };

  async function readPage(): Promise<HTMLElement[]> {
    // The API sorts within a category only.
    const filter = category === null ? {} : { category, sort };
    const page = dataOf(await shop.GET("/products", {
      params: { query: { limit: PAGE, ...filter, ...(cursor === undefined ? {} : { cursor }) } },
    }));
    cursor = page.nextCursor;
    more.hidden = cursor === undefined;
    for (const product of page.items)
      categories.add(product.category);
    showCategories();
    return page.items.map(card);
  }

  append(list, await readPage());
  // The page does not wait for the search. If it fails, the next visit searches again.
  search ??= findCategories();
  search.then(showCategories, () => { search = undefined; });
  if (list.childElementCount === 0)
    append(list, [h("li", { class: "hint" }, "There are no products here.")]);
  const title = category === null ? "All products" : `Products: ${category}`;
  return { title, content: [
    h("div", { class: "top" }, heading(title), category === null ? null : sortBox(category, sort)),
    chips,
    list,
    more,
  ] };
}

function chip(text: string, href: string, isCurrent: boolean): HTMLElement {
  return h("a", { href, ...(isCurrent ? { "aria-current": "page" } : {}) }, text);
}

function sortBox(category: string, sort: Sort): HTMLElement {
  const select = h("select", { onchange: () => { location.hash = `#/?${new URLSearchParams({ category, sort: select.value })}`; } },
    sorts.map(([value, text]) => h("option", { value, selected: value === sort }, text)));
  return h("label", { class: "sort" }, "Sort by ", select);
}
