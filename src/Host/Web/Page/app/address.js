// The address bar says what is seen: #run=article&step=1&view=network&sel=layer0.weights[1,0]. Reading it back shows the same.
import { state, subscribe } from "./store.js";

export const VIEWS = [
  ["network", "Network"], ["hand", "By hand"], ["data", "Data"], ["optimizer", "Optimizer"],
  ["change", "Change"], ["activations", "Activations"], ["runs", "Runs"],
];

export function read(hash = location.hash) {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const number = key => /^-?\d{1,15}$/.test(asked.get(key) ?? "") ? Number(asked.get(key)) : null;
  return {
    run: asked.get("run"), step: number("step"), row: number("row") ?? 0,
    view: VIEWS.some(([id]) => id === asked.get("view")) ? asked.get("view") : "network",
    sel: asked.get("sel"), other: asked.get("with"), locked: asked.get("locked") === "1",
    phase: number("phase"), horizon: number("horizon"),
  };
}

export function write(at) {
  const said = [["run", at.run], ["step", at.step], ["view", at.view], ["row", at.row || null], ["sel", at.sel], ["with", at.other],
    ["phase", at.phase], ["horizon", at.horizon], ["locked", at.locked ? 1 : null]];
  const plain = value => encodeURIComponent(value).replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%2C", ",");
  return "#" + said.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([key, value]) => `${key}=${plain(value)}`).join("&");
}

/** Keeps the address in step with the state: at most four times a second, because browsers refuse more. */
export function follow(open) {
  let timer = 0, mine = location.hash;
  const put = () => {
    timer = 0;
    const now = write(state);
    if (state.run && now !== location.hash) { mine = now; history.replaceState(null, "", now); }
  };
  subscribe(() => { if (!timer) timer = setTimeout(put, 250); });
  addEventListener("hashchange", () => { if (location.hash !== mine) open(read()); });
}

