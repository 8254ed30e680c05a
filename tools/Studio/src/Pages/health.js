// The last 15 minutes: requests, errors, latencies, throttles, cache hits, and the metrics that the functions emit.
import { html, useEffect, useState } from "./htm-preact.js";
import { call, Loading, milliseconds, Problem } from "./common.js";
import { Plot, slotTimes } from "./plot.js";

const pause = 3000;

function useReport(route) {
  const [state, setState] = useState({});
  useEffect(() => {
    let timer;
    let isCurrent = true;
    const read = async () => {
      try {
        const answer = await call(`health?route=${encodeURIComponent(route)}`);
        if (isCurrent)
          setState({ answer });
      } catch (error) {
        if (isCurrent)
          setState((last) => ({ ...last, error: error.message }));
      }

      if (isCurrent)
        timer = setTimeout(read, pause);
    };
    read();
    return () => { isCurrent = false; clearTimeout(timer); };
  }, [route]);
  return state;
}

const time = (value) => value === null ? "–" : milliseconds(value);

export function HealthPage() {
  const [route, setRoute] = useState("");
  const { answer, error } = useReport(route);
  if (!answer)
    return error ? html`<${Problem} text=${error} />` : html`<${Loading} />`;
  const { slots, total } = answer;
  const times = slotTimes(answer);
  const series = (name, member, sum = total[member]) => ({ name, total: sum, values: slots.map((slot) => slot[member]) });
  return html`<h1>Health <small>the last 15 minutes, in steps of ${answer.slotSeconds} seconds</small></h1>
    <${Problem} text=${error} />
    <div class="line"><label>Route <select value=${route} onChange=${(event) => setRoute(event.target.value)}>
      <option value="">all routes</option>
      ${answer.routes.map((one) => html`<option key=${one.name} value=${one.name}>${one.name}</option>`)}
      ${route && !answer.routes.some((one) => one.name === route) && html`<option value=${route}>${route}</option>`}</select></label></div>
    <dl class="tiles">
      <div><dt>Requests</dt><dd>${total.requests}</dd></div><div><dt>4xx</dt><dd>${total.clientErrors}</dd></div><div><dt>5xx</dt><dd>${total.serverErrors}</dd></div>
      <div><dt>p50</dt><dd>${time(total.p50)}</dd></div><div><dt>p90</dt><dd>${time(total.p90)}</dd></div><div><dt>p99</dt><dd>${time(total.p99)}</dd></div>
      <div><dt>Throttles</dt><dd>${total.throttles}</dd></div><div><dt>Cache hits</dt><dd>${total.cacheHits}</dd></div>
    </dl>
    <div class="plots">
      <${Plot} title="Requests" times=${times} series=${[series("requests", "requests")]} />
      <${Plot} title="Errors" times=${times} series=${[series("4xx", "clientErrors"), series("5xx", "serverErrors")]} />
      <${Plot} title="Latency" note="in milliseconds, from the arrival of a request to its reply" unit="ms" times=${times}
        series=${[series("p50", "p50", time(total.p50)), series("p90", "p90", time(total.p90)), series("p99", "p99", time(total.p99))]} />
      <${Plot} title="Throttles and cache hits" times=${times} series=${[series("cache hits", "cacheHits"), series("throttles", "throttles")]} />
    </div>
    <${Routes} routes=${answer.routes} />
    <${Metrics} metrics=${answer.metrics} times=${times} />
    <p class="quiet">p50, p90 and p99: 50 %, 90 % and 99 % of the requests took at most this time. It may be up to 5 % too high.
      The page Requests shows a shorter time: that of the steps only, without the reading of the body. A throttle is a request that a limit refused with 429.
      The numbers include the requests that are not recorded because too many came at once.</p>`;
}

function Routes({ routes }) {
  return html`<section class="card" aria-labelledby="by-route"><h2 id="by-route">Routes</h2>
    ${routes.length === 0 ? html`<p class="empty">No request in the last 15 minutes.</p>` : html`<div class="scroll"><table>
      <thead><tr><th scope="col">Route</th>${["Requests", "4xx", "5xx", "p50", "p90", "p99", "Throttles", "Cache hits"].map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr></thead>
      <tbody>${routes.map(({ name, total }) => html`<tr key=${name}><th scope="row">${name}</th>
        ${[total.requests, total.clientErrors, total.serverErrors, time(total.p50), time(total.p90), time(total.p99), total.throttles, total.cacheHits]
          .map((value) => html`<td class="number nowrap">${value}</td>`)}</tr>`)}</tbody>
    </table></div>`}</section>`;
}

// The average over a slot, except for counts, of which the sum is of interest.
function metricSeries({ unit, slots, total }) {
  const isCount = unit === "Count";
  const value = (slot) => slot.count === 0 ? null : isCount ? slot.sum : slot.sum / slot.count;
  return isCount
    ? { name: "sum", total: total.sum, values: slots.map((slot) => value(slot) ?? 0) }
    : { name: "average", total: Number(value(total).toPrecision(4)), values: slots.map(value) };
}

const placeOf = (metric) => [metric.namespace, metric.dimensions, metric.unit === "None" ? "" : metric.unit].filter((text) => text).join(" · ");

// A plot of one value shows nothing that the number does not.
function Metrics({ metrics, times }) {
  const [single, several] = [metrics.filter((metric) => metric.total.count <= 1), metrics.filter((metric) => metric.total.count > 1)];
  return html`<section aria-labelledby="metrics"><h2 id="metrics">Metrics of the functions</h2>
    ${metrics.length === 0 && html`<p class="empty">No function has emitted a metric in CloudWatch's embedded metric format.</p>`}
    ${several.length > 0 && html`<div class="plots small">${several.map((metric) => {
        const extremes = metric.unit === "Count" ? [] : [
          { name: "maximum", total: metric.total.max, values: metric.slots.map((slot) => slot.max) }];
        return html`<${Plot} key=${`${metric.namespace} ${metric.name} ${metric.dimensions}`} level=${3} title=${metric.name} times=${times}
          note=${placeOf(metric)} series=${[metricSeries(metric), ...extremes]} />`;
      })}</div>`}
    ${single.length > 0 && html`<div class="card scroll"><table><caption>Metrics with one value in the last 15 minutes</caption>
      <thead><tr><th scope="col">Metric</th><th scope="col">Namespace, dimensions, unit</th><th scope="col" class="number">Value</th></tr></thead>
      <tbody>${single.map((metric) => html`<tr key=${`${metric.namespace} ${metric.name} ${metric.dimensions}`}><th scope="row">${metric.name}</th><td>${placeOf(metric)}</td>
        <td class="number">${metric.total.sum}</td></tr>`)}</tbody></table></div>`}</section>`;
}
