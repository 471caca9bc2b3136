// The rows: where they lie and what the network makes of them at this step. Two numbers a row make a plane; more make a table.
import { html, useEffect, useState } from "./html.js";
import { useStore } from "./store.js";
import { get, path } from "./api.js";
import { say, propose } from "./actions.js";
import { changeableRow } from "./edits.js";
import { useNewest } from "./newest.js";
import { Boundary } from "./boundary.js";
import { Scores } from "./scores.js";
import { count, exact, six } from "./numbers.js";

const PAGE = 50, MOST = 5000, MOST_COLUMNS = 6;

export function Data() {
  const { info, data, run } = useStore(), [rows, put] = useState(null);
  useEffect(() => {
    let gone = false;
    put(null);
    get(path(run, "/data", { from: 0, count: MOST })).then(answer => { if (!gone) put(answer); }, say);
    return () => { gone = true; };
  }, [run]);
  if (!info || !data || !rows) return html`<p class="quiet waiting">Reading the rows …</p>`;
  const plane = info.rawNames.length === 2;
  return html`<${Scores} />
    ${plane && html`<${Boundary} rows=${rows} />`}
    <${Table} rows=${rows} />`;
}

/** A number of a row: where a fork may begin with another one, it leads to Change. */
function Cell({ tensor, row, i, value }) {
  const { info, locked } = useStore(), name = locked ? null : changeableRow(info, tensor, row, i, value);
  return name ? html`<button class="num number" title=${`Fork with another ${name}`} onClick=${() => propose("rows", name, exact(value))}>${six(value)}</button>` : six(value);
}

/** Inputs, targets, predictions and errors of the training rows. */
function Table({ rows }) {
  const { info, data, run } = useStore(), [from, turn] = useState(0);
  const answer = useNewest(path(run, `/outputs/${data.step}`));
  const wide = Math.min(MOST_COLUMNS, info.inputs), outputs = answer?.value.outputs, errors = answer?.value.errors;
  const one = info.outputs === 1, best = row => row.indexOf(Math.max(...row));
  const wrong = r => outputs && (one ? Math.abs(errors[r]?.[0]) > 0.5 && info.classes.length > 0 : info.classes.length > 0 && best(outputs[r] ?? []) !== best(rows.targets[r]));
  const named = (row) => info.classes[one ? Math.round(row[0]) : best(row)] ?? "";
  const shown = rows.inputs.slice(from, from + PAGE);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Training rows"><table class="numbers"><thead><tr><th>row</th>
      ${Array.from({ length: wide }, (_, i) => html`<th key=${i}>${info.inputNames?.[i] ?? `input ${i}`}</th>`)}${info.inputs > wide && html`<th>…</th>`}
      <th>target</th><th>output</th><th>error</th>${info.classes.length > 0 && html`<th>says</th>`}</tr></thead>
    <tbody>${shown.map((inputs, k) => { const r = from + k; return html`<tr key=${r} class=${wrong(r) ? "wrong" : ""}><th scope="row">${r}</th>
      ${inputs.slice(0, wide).map((x, i) => html`<td key=${i}><${Cell} tensor="inputs" row=${r} i=${i} value=${x} /></td>`)}${info.inputs > wide && html`<td class="quiet">+${info.inputs - wide}</td>`}
      <td>${one ? html`<${Cell} tensor="targets" row=${r} i=${0} value=${rows.targets[r][0]} />` : named(rows.targets[r]) || rows.targets[r].map(six).join(" ")}</td>
      <td title=${outputs?.[r]?.map(exact).join("  ")}>${outputs?.[r] ? one ? exact(outputs[r][0]) : outputs[r].slice(0, 4).map(six).join("  ") + (info.outputs > 4 ? " …" : "") : "…"}</td>
      <td>${errors?.[r] ? one ? exact(errors[r][0]) : errors[r].slice(0, 4).map(six).join("  ") + (info.outputs > 4 ? " …" : "") : "…"}</td>
      ${info.classes.length > 0 && html`<td class=${wrong(r) ? "wrong" : ""}>${outputs?.[r] ? `${named(outputs[r])}${wrong(r) ? " ✗" : ""}` : ""}</td>`}</tr>`; })}</tbody></table></div>
    <p class="pager quiet">Rows ${count(from)} to ${count(from + shown.length - 1)} of ${count(rows.rows)}
      ${rows.inputs.length > PAGE && html` <button disabled=${from === 0} onClick=${() => turn(Math.max(0, from - PAGE))}>before</button> <button disabled=${from + PAGE >= rows.inputs.length} onClick=${() => turn(from + PAGE)}>after</button>`}</p>`;
}
