// The page put together: header, time, the views, and what is said aloud.
import { html, render, useEffect, useRef } from "./html.js";
import { useStore, state, set } from "./store.js";
import { open, visit } from "./actions.js";
import { read, follow, VIEWS } from "./address.js";
import { get } from "./api.js";
import { listen, KEYS } from "./keys.js";
import * as theme from "./theme.js";
import { Time } from "./time.js";
import { Network } from "./network.js";
import { ByHand } from "./hand.js";
import { Data } from "./data.js";
import { Optimizer } from "./optimizer.js";
import { Change } from "./change.js";
import { Activations } from "./activations.js";
import { Runs } from "./runs.js";
import { Jobs } from "./jobs.js";
import { short } from "./numbers.js";
import { lookup } from "./quantity.js";

const PAGES = { network: Network, hand: ByHand, data: Data, optimizer: Optimizer, change: Change, activations: Activations, runs: Runs };

function Header() {
  const { runs, run, info, theme: shade } = useStore();
  return html`<header class="top">
    <h1>Functional</h1>
    <label class="runpicker"><span class="aside">Run</span> <select id="run" value=${run ?? ""} onChange=${event => visit(event.target.value)}>
      ${runs.map(one => html`<option key=${one.run} value=${one.run}>${one.under ? "└ " : ""}${one.run}</option>`)}</select></label>
    <p class="shape number">${info && `${info.inputs} inputs${info.layers.map(layer => ` → ${layer.units} ${layer.activation.split("(")[0]}`).join("")}`}<span class="quiet">${info && `  ·  ${info.lossName}  ·  ${info.optimizer.split("(")[0]}`}</span></p>
    <div class="right">
      <button class="round" aria-label="Keys (?)" title="Keys (?)" onClick=${() => set({ help: !state.help })}>?</button>
      <button class="round" aria-label=${shade === "dark" ? "Light" : "Dark"} title=${shade === "dark" ? "Light" : "Dark"} onClick=${theme.turn}>${shade === "dark" ? "☀" : "☾"}</button>
    </div>
  </header>`;
}

function Tabs() {
  const { view, locked } = useStore();
  const shown = VIEWS.filter(([id]) => !(locked && (id === "change" || id === "runs")));
  const turn = event => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault(); event.stopPropagation();
    const at = shown.findIndex(([id]) => id === view), next = shown[(at + by + shown.length) % shown.length][0];
    set({ view: next });
    document.getElementById(`tab-${next}`).focus();
  };
  const list = useRef();
  useEffect(() => {      // where not all of them have room, the one that is open is among those that are seen
    const box = list.current, tab = document.getElementById(`tab-${view}`);
    if (tab) box.scrollLeft = Math.min(tab.offsetLeft - box.offsetLeft - 12, Math.max(box.scrollLeft, tab.offsetLeft - box.offsetLeft + tab.offsetWidth + 24 - box.clientWidth));
  }, [view, locked]);
  return html`<div class="tabs" ref=${list} role="tablist" aria-label="Views" id="views" onKeyDown=${turn}>${shown.map(([id, name]) => html`<button key=${id} id=${`tab-${id}`} role="tab" aria-selected=${view === id} aria-controls="view" tabindex=${view === id ? 0 : -1} onClick=${() => set({ view: id })}>${name}</button>`)}</div>`;
}

function Problem() {
  const { problem } = useStore();
  return html`<div class="problem" role="alert" hidden=${!problem}>${problem} <button class="link" onClick=${() => set({ problem: null })}>close</button></div>`;
}

/** While it is open nothing behind it can be reached; the browser sees to that. */
function Help() {
  const { help } = useStore(), dialog = useRef();
  useEffect(() => { if (help) dialog.current.showModal(); }, [help]);
  if (!help) return null;
  const close = () => set({ help: false });
  return html`<dialog ref=${dialog} class="help" aria-label="Keys" onClose=${close} onClick=${event => { if (event.target === dialog.current) close(); }}>
    <h2>Keys</h2><dl>${KEYS.map(([key, does]) => html`<div key=${key}><dt>${key}</dt><dd>${does}</dd></div>`)}</dl>
    <button autofocus onClick=${close}>Close</button></dialog>`;
}

/** Said to a screen reader once time stands still: the step and the number that is explained; and what is being trained. */
function Spoken() {
  const { data, playing, sel, jobs } = useStore(), value = sel ? lookup(data, sel) : null;
  const still = data && playing === 0 ? `Step ${data.step}, loss ${short(data.loss)}${value === null ? "" : `; ${sel} is ${short(value)}`}` : "";
  return html`<p class="spoken" role="status" aria-live="polite">${still}</p><p class="spoken" role="status">${Object.values(jobs).map(job => `${job.run} is training`).join(", ")}</p>`;
}

function Page() {
  const { view, locked } = useStore();
  const shown = locked && (view === "change" || view === "runs") ? "network" : view;
  const View = PAGES[shown];
  return html`<${Header} /><${Problem} /><main><${Time} /><${Jobs} /><${Tabs} />
    <section id="view" class=${`view ${shown}`} role="tabpanel" aria-labelledby=${`tab-${shown}`}><${View} /></section></main><${Spoken} /><${Help} />`;
}

theme.start();
document.getElementById("page").textContent = "";
render(html`<${Page} />`, document.getElementById("page"));
listen();
follow(open);
open(read());
get("/api/plugins").then(answer => set({ plugins: answer.plugins })).catch(() => {});
