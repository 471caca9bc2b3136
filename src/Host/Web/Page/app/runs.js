// The runs: a tree of what was forked from what, to move between and compare; and new runs from the examples that come along.
import { html, useEffect, useState } from "./html.js";
import { useStore, state, set } from "./store.js";
import { get } from "./api.js";
import { say, visit, draw } from "./actions.js";
import { start } from "./jobs.js";
import { count, six } from "./numbers.js";

/** Runs in the order of the tree, each with its depth. A parent that is not in the store leaves its forks at the root. */
export function tree(runs) {
  const names = new Set(runs.map(one => one.run)), under = parent => runs.filter(one => (names.has(one.under) ? one.under : null) === parent);
  const walk = (parent, depth, seen) => under(parent).filter(one => !seen.has(one.run)).flatMap(one => { seen.add(one.run); return [{ ...one, depth }, ...walk(one.run, depth + 1, seen)]; });
  return walk(null, 0, new Set());
}

function compare(run) { set({ other: run === state.other ? null : run }); draw(); }

export function Runs() {
  const { runs, run, other } = useStore();
  return html`<div class="scroll card" tabindex="0" role="region" aria-label="Runs"><table class="numbers runs"><thead><tr><th>run</th><th>from</th><th>to step</th><th>loss</th><th class="left">changed</th><th><span class="spoken">beside this run</span></th></tr></thead>
    <tbody>${tree(runs).map(one => html`<tr key=${one.run} class=${one.run === run ? "mine" : ""}><th scope="row"><span class=${`depth depth${Math.min(6, one.depth)}`}>${one.depth ? "└ " : ""}</span>
      <button class="link" aria-current=${one.run === run ? "true" : null} onClick=${() => visit(one.run)}>${one.run}</button></th>
      <td>${one.parent ? `S${count(one.first)}` : ""}</td><td>${count(one.steps)}</td><td>${six(one.loss)}</td><td class="left changes">${[...one.changes, ...(one.status === "complete" ? [] : [one.status])].join(", ")}</td>
      <td>${one.run !== run && html`<button class="small" aria-pressed=${one.run === other} onClick=${() => compare(one.run)}>compare</button>`}</td></tr>`)}</tbody></table></div><${New} />`;
}

function New() {
  const { examples } = useStore(), [name, choose] = useState("moons"), [text, write] = useState(null);
  useEffect(() => { if (!examples) get("/api/examples").then(answer => set({ examples: answer.examples }), say); }, []);
  const one = (examples ?? []).find(example => example.name === name), shown = text ?? (one ? JSON.stringify(one.document, null, 2) : "");
  const train = event => {
    event.preventDefault();
    try { start("/api/train", { document: JSON.parse(shown) }, null); }
    catch (wrong) { set({ problem: `The document is not JSON: ${wrong.message}` }); }
  };
  return html`<form class="card form" onSubmit=${train}><h2>A new run</h2>
    <div class="examples" role="group" aria-label="Examples">${(examples ?? []).map(example => html`<button type="button" key=${example.name} aria-pressed=${example.name === name} title=${example.shows} onClick=${() => { choose(example.name); write(null); }}>${example.name}</button>`)}</div>
    <p class="quiet shows">${one ? `${one.shows} ${one.network}.` : "…"}</p>
    <label class="field wide"><span>The document: data, layers, activations, loss, optimizer. Change what you like.</span>
      <textarea name="document" rows="14" spellcheck="false" value=${shown} onInput=${event => write(event.target.value)}></textarea></label>
    <p class="send"><button class="primary" type="submit" disabled=${!shown}>Train</button></p></form>`;
}
