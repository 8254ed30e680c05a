// Which requests a text and the other filters leave in a list.
import { useEffect, useMemo, useState } from "./htm-preact.js";
import { call, say, store } from "./common.js";

export const noFilters = { text: "", route: "", status: "", step: "" };

// "/things -429": the text has each word, except those with a minus.
function wordsOf(text) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word);
  const isExcluded = (word) => word.length > 1 && word.startsWith("-");
  return { wanted: words.filter((word) => !isExcluded(word)), excluded: words.filter(isExcluded).map((word) => word.slice(1)) };
}

const pause = 300;
const minLength = 2;

// The list has no headers and no bodies. The studio searches them, without what is masked.
export function useFound(text) {
  const [found, setFound] = useState(new Map());
  const words = wordsOf(text).wanted.filter((word) => word.length >= minLength);
  useEffect(() => {
    const numbers = new Map(words.map((word) => [word, new Set()]));
    let isCurrent = words.length > 0;
    let after = 0;
    let timer;
    const read = async () => {
      if (store.last > after) {
        try {
          const answer = await call("records/search", { words, after });
          answer.found.forEach((list, index) => list.forEach((number) => numbers.get(words[index]).add(number)));
          after = answer.last;
          if (isCurrent && answer.found.some((list) => list.length > 0))
            setFound(new Map(numbers));
        } catch (error) {
          // Without a gateway, fetch has a TypeError. The list says so, and the next turn tries again.
          if (!(error instanceof TypeError)) {
            say(error.message);
            return;
          }
        }
      }

      if (isCurrent)
        timer = setTimeout(read, pause);
    };
    setFound(numbers);
    if (isCurrent)
      timer = setTimeout(read, pause);
    return () => { isCurrent = false; clearTimeout(timer); };
  }, [words.join(" ")]);
  return found;
}

function matches(record, filters, { wanted, excluded }, found) {
  if (filters.route && (record.route ?? "none") !== filters.route)
    return false;
  if (filters.status && !String(record.status).startsWith(filters.status))
    return false;
  if (filters.step && record.author !== filters.step)
    return false;
  if (wanted.length + excluded.length === 0)
    return true;
  const text = `${record.httpMethod} ${record.path} ${record.query} ${record.status} ${record.caller ?? ""} ${record.reason} ${record.requestId}`.toLowerCase();
  return wanted.every((word) => text.includes(word) || found.get(word)?.has(record.number)) && !excluded.some((word) => text.includes(word));
}

export function useMatching(records, filters) {
  const found = useFound(filters.text);
  return useMemo(() => {
    const words = wordsOf(filters.text);
    return records.filter((record) => matches(record, filters, words, found));
  }, [records, filters, found]);
}
