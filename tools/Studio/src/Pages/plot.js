// A small line plot, with its numbers as a table for people who cannot see it.
import { html } from "./htm-preact.js";

const [width, height, left, right, top, bottom] = [520, 150, 44, 8, 10, 22];

const clock = (date) => date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

const shown = (value) => value === null ? "" : Number.isInteger(value) ? String(value) : value >= 100 ? value.toFixed(0) : value.toFixed(2).replace(/\.?0+$/, "");

// The next of 1, 2, 5, 10, 20, …
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

// A line breaks where there is no value. A value between two breaks is a shape of its own.
function segments(values) {
  const parts = [];
  let part = null;
  values.forEach((value, index) => {
    if (value === null) {
      part = null;
      return;
    }

    if (part === null)
      parts.push(part = []);
    part.push([index, value]);
  });
  return parts;
}

// A circle, a square and a triangle: single values of different series differ without their colour too.
const shapes = ["M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z", "M-3.5-3.5h7v7h-7Z", "M0-5L5 4h-10Z"];

function Line({ values, place, x, y }) {
  const className = `series-${place}`;
  return segments(values).map((part, index) => part.length === 1
    ? html`<path key=${index} class=${`dot ${className}`} d=${shapes[place]} transform=${`translate(${x(part[0][0]).toFixed(1)} ${y(part[0][1]).toFixed(1)})`} />`
    : html`<path key=${index} class=${className} d=${part.map(([slot, value], step) => `${step === 0 ? "M" : "L"}${x(slot).toFixed(1)} ${y(value).toFixed(1)}`).join("")} />`);
}

// The begin of each slot, the oldest first.
export const slotTimes = (report) => report.slots.map((_, index) => new Date(Date.parse(report.start) + index * report.slotSeconds * 1000));

// series: [{ name, values, total }]. A value is a number, or null if there is none.
export function Plot({ title, note, series, times, unit, level = 2 }) {
  const all = series.flatMap((one) => one.values).filter((value) => value !== null);
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)];
  const max = most > 0 ? roundUp(most) : least < 0 ? 0 : 1;
  const min = least < 0 ? -roundUp(-least) : 0;
  // Half a request does not exist.
  const marks = [max, (max + min) / 2, min].filter((value) => Number.isInteger(value) || !all.every(Number.isInteger));
  const x = (index) => left + index / (times.length - 1) * (width - left - right);
  const y = (value) => top + (max - value) / (max - min) * (height - top - bottom);
  const used = times.map((_, index) => index).filter((index) => series.some((one) => one.values[index])).reverse();
  return html`<section class="card" aria-label=${title}>
    ${level === 2 ? html`<h2>${title} <small>${note}</small></h2>` : html`<h3>${title} <small>${note}</small></h3>`}
    <svg class="plot" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${`${title} in the last 15 minutes: ${series.map((one) => `${one.name} ${one.total}`).join(", ")}`}>
      ${marks.map((value) => html`<line class="axis" x1=${left} x2=${width - right} y1=${y(value)} y2=${y(value)} />
        <text x=${left - 6} y=${y(value) + 4} text-anchor="end">${shown(value)}</text>`)}
      ${[2, 1, 0].map((steps) => times.length - 1 - steps * Math.floor(times.length / 3)).map((index) => html`<text x=${x(index)} y=${height - 4}
        text-anchor=${index === times.length - 1 ? "end" : "middle"}>${clock(times[index])}</text>`)}
      ${series.map((one, index) => html`<${Line} key=${one.name} values=${one.values} place=${index} x=${x} y=${y} />`)}
    </svg>
    <ul class="legend">${series.map((one, index) => html`<li key=${one.name}><svg class="plot" aria-hidden="true" viewBox="0 0 26 10"><path class=${`series-${index}`} d="M0 5H26" />
      ${one.values.some((value) => value === null) && html`<path class=${`dot series-${index}`} d=${shapes[index]} transform="translate(13 5)" />`}</svg>${one.name} <b>${one.total}</b></li>`)}</ul>
    <details><summary>Show as a table</summary><div class="scroll" tabindex="0" role="group" aria-label=${`${title}, data table`}><table>
      <thead><tr><th scope="col">From</th>${series.map((one) => html`<th scope="col" class="number">${one.name}${unit ? ` (${unit})` : ""}</th>`)}</tr></thead>
      <tbody>${used.length === 0 ? html`<tr><td colspan=${series.length + 1}>No values.</td></tr>` : used.map((index) => html`<tr key=${index}><th scope="row">${clock(times[index])}</th>
        ${series.map((one) => html`<td class="number">${shown(one.values[index])}</td>`)}</tr>`)}</tbody>
    </table></div></details>
  </section>`;
}
