// The account of a parameter: what moved it over the whole run, by training row, as `functional ledger` has it. Asked for, since it
// goes through every step.
import { html, useEffect, useState } from "./html.js";
import { useStore } from "./store.js";
import { get, path } from "./api.js";
import { exact, count, six } from "./numbers.js";

const MOST_ROWS = 12;

export function Account({ parameter }) {
  const { run } = useStore(), [answer, put] = useState(null);
  useEffect(() => put(null), [run, parameter]);
  const ask = async () => {
    put("asking");
    try { put(await get(path(run, "/ledger", { parameter }))); } catch (wrong) { put({ problem: wrong.message }); }
  };
  if (answer === null) return html`<button class="small" onClick=${ask}>What moved it, in the whole run?</button>`;
  if (answer === "asking") return html`<p class="quiet" role="status">Adding up every update …</p>`;
  if (answer.problem) return html`<p role="status">${answer.problem}</p>`;
  const rows = (answer.byRow ?? []).map((share, row) => ({ row, share })).sort((a, b) => Math.abs(Number(b.share)) - Math.abs(Number(a.share)));
  return html`<div class="account"><p class="line">S${count(answer.from)} <span class="number">${exact(answer.initial)}</span></p><p class="line">S${count(answer.to)} <span class="number">${exact(answer.final)}</span></p>
    <table class="terms"><thead><tr><th>moved by</th><th>how far</th></tr></thead><tbody>${rows.slice(0, MOST_ROWS).map(({ row, share }) => html`<tr key=${row}><th scope="row">row ${row}</th><td>${exact(share)}</td></tr>`)}
      ${rows.length > MOST_ROWS && html`<tr><th scope="row">${rows.length - MOST_ROWS} others</th><td></td></tr>`}
      ${Number(answer.unattributed) !== 0 && html`<tr><th scope="row">no row in particular</th><td>${exact(answer.unattributed)}</td></tr>`}</tbody></table>
    <p class="quiet">In all ${six(answer.total)}${answer.exact ? ", exact to rounding" : ""}.</p></div>`;
}
