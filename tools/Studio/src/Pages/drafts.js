// Changes of templates that are not saved yet. They stay in this tab, so that going to another page does not lose them.
import { useMemo } from "./htm-preact.js";
import { onEvent, useSource } from "./common.js";

const key = "studio-template-drafts";

const read = () => sessionStorage.getItem(key) ?? "{}";

function write(drafts) {
  sessionStorage.setItem(key, JSON.stringify(drafts));
  dispatchEvent(new Event(key));
}

// { name, number, index, original, source }: the template, the place in its record, and its text in the file and changed.
export const keepDraft = (draft) => write({ ...JSON.parse(read()), [draft.name]: draft });

export function dropDraft(name) {
  const { [name]: _, ...others } = JSON.parse(read());
  write(others);
}

// A draft that is equal to the text of the file is no change.
export function draftOf(name, text) {
  const draft = JSON.parse(read())[name];
  if (draft?.source !== text)
    return draft ?? null;
  dropDraft(name);
  return null;
}

export function useDrafts() {
  const text = useSource(onEvent(key), read);
  return useMemo(() => Object.values(JSON.parse(text)), [text]);
}
