// Elements without a framework. A text only ever becomes a text node.

type Child = Node | string | number | null | undefined | Child[];
type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** An element. `onclick` and the like are listeners, true is an attribute without a value, false and undefined are no attribute. */
export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function")
      element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child))
      append(parent, child);
    else if (child !== null && child !== undefined)
      parent.append(child instanceof Node ? child : String(child));
  }
}

/** The element with this id, which index.html has. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null)
    throw new Error(`The page has no #${id}.`);
  return element;
}

/** Tells people, also those with a screen reader, what happened. The next message replaces this one. */
export function say(message: string, kind: "done" | "refused" | "waiting" = "done"): void {
  const status = byId("status");
  status.className = kind;
  // A screen reader reads a message again only if its element is new.
  status.replaceChildren(...(message === "" ? [] : [h("p", {}, message, h("button", { class: "plain", "aria-label": "Close the message", onclick: () => say("") }, "×"))]));
}
