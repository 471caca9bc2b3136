// Every key that does something. Keys typed into a field belong to the field.
import { state, set } from "./store.js";
import { go, find } from "./actions.js";
import { play, nudge, faster } from "./play.js";
import { VIEWS } from "./address.js";

export const KEYS = [
  ["Space", "play or stop"], ["B", "play backwards"], ["← →", "one step back, on"], ["Shift ← →", "an epoch (or ten steps) back, on"],
  ["Page ↑ ↓", "a tenth of the run"], ["Home End", "first, last step"], ["G", "go to a step"], ["N P", "next, previous state where the condition holds"],
  [", .", "slower, faster"], ["S", "slow motion"], ["[ ]", "previous, next row"], ["1 … 7", "the views"], ["Esc", "close"], ["?", "this list"],
];

const stride = () => Math.max(1, state.info.stepsPerEpoch ?? 1) > 1 ? state.info.stepsPerEpoch : 10;
const tenth = () => Math.max(1, Math.round((state.info.last - state.info.first) / 10));

function row(by) {
  const rows = state.data?.rows.length ?? 1;
  set({ row: (state.row + by + rows) % rows });
}

/** The list of keys is closed as its button closes it, so that the focus goes back to where it was. */
const shut = () => document.querySelector("dialog[open]")?.close();

const ACTS = {
  " ": () => play(1), b: () => play(-1), ArrowRight: event => event.shiftKey ? go(state.step + stride()) : nudge(1),
  ArrowLeft: event => event.shiftKey ? go(state.step - stride()) : nudge(-1), PageUp: () => go(state.step + tenth()), PageDown: () => go(state.step - tenth()),
  Home: () => go(state.info.first), End: () => go(state.info.last), g: () => document.getElementById("jump").focus(),
  n: () => find(true), p: () => find(false), ",": () => faster(-1), ".": () => faster(1),
  s: () => set({ phase: state.phase === null ? 0 : null, view: "network" }), "[": () => row(-1), "]": () => row(1),
  "?": () => state.help ? shut() : set({ help: true }),
};

export function listen() {
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !state.info) return;
    const { target } = event, slider = target.id === "step";
    if (event.key === "Escape") { if (state.help) shut(); else if (state.sel) set({ sel: null }); target.blur?.(); return; }
    if (state.help && event.key !== "?") return;
    if (!slider && target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === " " && target.closest("button, [role=button], a, summary")) return;
    if (target.getAttribute?.("role") === "tab" && /^Arrow|Home|End/.test(event.key)) return;
    if (/^[1-7]$/.test(event.key)) { set({ view: VIEWS[Number(event.key) - 1][0] }); return; }
    const act = ACTS[event.key] ?? ACTS[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
}
