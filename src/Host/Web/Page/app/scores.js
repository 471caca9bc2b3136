// How well this step does: on the rows it learns from, and on those it never learned from, as `functional evaluate RUN@N` says it.
import { html } from "./html.js";
import { useStore } from "./store.js";
import { path } from "./api.js";
import { useNewest } from "./newest.js";
import { count, exact, six } from "./numbers.js";

export function Scores() {
  const { data, info, run } = useStore(), two = info.testRows > 0 ? "two" : "", scores = useNewest(path(run, `/scores/${data.step}`))?.value;
  if (!scores) return html`<p class=${`quiet scores ${two}`}>Trying the rows …</p>`;
  const sets = [["training", scores.training], ...(scores.test ? [["test", scores.test]] : [])], classes = scores.training.accuracy !== undefined;
  return html`<div class=${`scores ${two}`}><table><caption>At S${count(scores.step)}</caption>
    <thead><tr><th colspan="2">rows</th><th>loss</th>${classes ? html`<th>right</th>` : html`<th>RMSE</th><th>R²</th>`}</tr></thead>
    <tbody>${sets.map(([name, one]) => html`<tr key=${name} data-set=${name}><th scope="row">${name}</th><td>${count(one.rows)}</td><td data-exact="loss-${name}">${exact(one.loss)}</td>
      ${classes ? html`<td title=${exact(one.accuracy)}>${(100 * one.accuracy).toFixed(1)} %</td>` : html`<td title=${exact(one.rmse)}>${six(one.rmse)}</td><td title=${exact(one.r2)}>${six(one.r2)}</td>`}</tr>`)}</tbody></table>
    <p class="quiet">${scores.test ? "The test rows were set aside: the network never learned from them." : "No rows were set aside to be tried on."}</p></div>`;
}
