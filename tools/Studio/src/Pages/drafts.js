// Changes of templates that are not saved yet. They stay in this tab, so that going to another page does not lose them.
import { useMemo } from "./htm-preact.js";
import { onEvent, useSource } from "./common.js";

const key = "studio-template-drafts";

const read = () => sessionStorage.getItem(key) ?? "{}";

function write(drafts) {
  sessionStorage.setItem(key, JSON.stringify(drafts));
  dispatchEvent(new Event(key));
}

// { name, number, index, recorded, original, source }: the template, the place in its record, and its text there, in the file, and changed.
export const keepDraft = (draft) => write({ ...JSON.parse(read()), [draft.name]: draft });

export function dropDraft(name) {
  const { [name]: _, ...others } = JSON.parse(read());
  write(others);
}

// A draft of another version of the template would not fit.
export function draftOf(name, recorded) {
  const draft = JSON.parse(read())[name];
  return draft?.recorded === recorded ? draft : null;
}

export function useDrafts() {
  const text = useSource(onEvent(key), read);
  return useMemo(() => Object.values(JSON.parse(text)), [text]);
}
