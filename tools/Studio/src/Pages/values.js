// The values of items as texts for a table, and the attributes that are its columns.
// A value of DynamoDB JSON in one line.
export function brief(value) {
  if (value === undefined)
    return "";
  const [[type, content]] = Object.entries(value);
  switch (type) {
    case "NULL": return "null";
    case "L": return `[${content.map(brief).join(", ")}]`;
    case "M": return `{${Object.entries(content).map(([name, inner]) => `${name}: ${brief(inner)}`).join(", ")}}`;
    case "SS": case "NS": case "BS": return content.join(", ");
    default: return String(content);
  }
}

// Keys often begin alike and differ at their end.
export const middle = (text) => text.length <= 36 ? text : `${text.slice(0, 14)}…${text.slice(-21)}`;

const maxColumns = 7;
const timestamp = /^\d{4}-\d\d-\d\dT/;
const long = 60;

// Which attributes tell items apart: most items have them, their values differ, and they are neither times nor parts of the key.
function rank(name, keys, items) {
  const owners = items.filter((one) => one.item[name] !== undefined);
  const values = owners.map((one) => brief(one.item[name]));
  const isOfKey = owners.every((one, index) => keys.some((key) => brief(one.item[key]).includes(values[index])));
  return [owners.length * 2 < items.length, new Set(values).size < 2, isOfKey, values.some((value) => timestamp.test(value)),
    values.some((value) => value.length > long)].reduce((sum, isBad, index) => sum + (isBad ? 2 ** (4 - index) : 0), 0);
}

// A later page keeps the columns of the first one.
export function columnsOf(keys, items) {
  const names = [...new Set(items.flatMap((one) => Object.keys(one.item)))].filter((name) => !keys.includes(name));
  const ranks = new Map(names.map((name) => [name, rank(name, keys, items)]));
  const others = names.sort((a, b) => ranks.get(a) - ranks.get(b) || a.localeCompare(b));
  const shown = [...keys, ...others].slice(0, maxColumns);
  return { shown, hidden: keys.length + others.length - shown.length };
}
