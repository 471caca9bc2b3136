// The page's one state and who listens to it. Views read it, actions (`actions.js`) write it, nothing else does.
import { useEffect, useState } from "./html.js";

export const state = {
  runs: [],          // every run of the store, as `functional runs --json`
  run: null,         // the name of the run that is looked at
  info: null,        // what the run is: layers, names, length
  step: 0,           // the step that is wanted
  data: null,        // the newest step that arrived, as `show RUN@N --json`
  view: "network",
  sel: null,         // the number that is explained: "layer0.weights[1,0]"
  row: 0,            // which row of the step's batch is worked out
  locked: false,     // a teacher's link: nothing can be changed
  phase: null,       // slow motion: which phase of the step, or null
  playing: 0,        // 1 forwards, -1 backwards, 0 still
  speed: 30,         // steps a second
  xLog: true, yLog: false,
  horizon: null,     // how many steps from the first are drawn; null for all
  curves: [],        // what is drawn: {run, steps, value, min, max}
  tested: null,      // the loss on rows that are never learned from: {run, steps, loss}
  elbows: [],        // {steps, elbow}
  other: null,       // the run compared with
  diff: null,        // what `diff` says of the two
  condition: "loss < 0.01",
  found: null,       // what the last search for the condition said
  form: null,        // what is written under Change and not yet sent
  asked: null,       // the field of it that is to be written in next
  jobs: {},          // trainings in progress: id → {run, done, steps, loss}
  plugins: null, examples: null,
  problem: null,     // a sentence about what went wrong
  help: false,
};

const listeners = new Set();
let planned = false;

/** Changes some fields and tells the listeners once, at the next frame at the latest. */
export function set(changes) {
  Object.assign(state, changes);
  if (planned) return;
  planned = true;
  queueMicrotask(() => { planned = false; for (const listen of [...listeners]) listen(state); });
}

export function subscribe(listen) {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

/** The state for a view; it is drawn again whenever something in it changes. */
export function useStore() {
  const [, again] = useState(0);
  useEffect(() => subscribe(() => again(n => n + 1)), []);
  return state;
}
