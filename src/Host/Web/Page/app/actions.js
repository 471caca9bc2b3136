// What a person can do. Each action changes the state and asks the program for what the new state needs.
import { state, set } from "./store.js";
import { get, path, Refusal } from "./api.js";
import { Source } from "./source.js";
import { clamp, count } from "./numbers.js";
import { EMPTY, withLine } from "./forks.js";
import { curveOf, elbowsOf, testedOf } from "./curves.js";

export const say = wrong => {
  if (wrong?.name !== "AbortError") set({ problem: wrong instanceof Refusal ? wrong.message : `Something went wrong: ${wrong.message}` });
};

const source = new Source(
  (run, step, data) => { if (run === state.run) set({ data, row: Math.min(state.row, Math.max(0, data.rows.length - 1)) }); },
  wrong => { if (state.data) set({ step: state.data.step, playing: 0 }); say(wrong); },
  () => { if (state.sel && state.playing === 0) set({}); });

/** A step that is at hand already, or undefined. */
export const peek = step => source.peek(state.run, step);

/** True while the newest step that was asked for is not there yet; playing waits for it. */
export const waiting = () => source.waiting;

/** Goes to a step; beyond the ends means the end. `stride` is how far the next step will probably be. */
export function go(step, stride = 0) {
  const { info, run } = state;
  if (!info) return;
  const at = clamp(Math.round(step), info.first, info.last);
  const guesses = [];
  const large = info.parameterCount > 2000;      // hundreds of KB a step: one ahead is plenty
  for (const d of stride ? (large ? [stride] : [stride, 2 * stride, 3 * stride]) : large ? [] : [1, -1]) {
    const next = Math.round(at + d);
    if (next >= info.first && next <= info.last) guesses.push({ run, step: next });
  }
  set({ step: at });
  source.want(run, at, guesses);
}

/** Opens a place as the address bar names it; what it leaves out is the beginning. */
export async function open(at) {
  try {
    if (state.runs.length === 0) set({ runs: (await get("/api/runs")).runs });
    const run = at.run ?? (await get("/api/start")).run;
    const info = run === state.run && state.info ? state.info : await get(path(run, ""));
    const fresh = run !== state.run;
    set({ ...at, run, info, step: at.step ?? info.first, data: fresh ? null : state.data, form: fresh ? null : state.form, tested: fresh ? null : state.tested,
      playing: 0, problem: null, xLog: fresh ? info.last - info.first >= 2000 : state.xLog });
    go(state.step);
    if (fresh || at.other !== undefined) await draw();
  } catch (wrong) { say(wrong); }
}

/** Another run, same view; the step is kept where the run has it. */
export function visit(run, step = state.step) {
  const parent = state.runs.find(one => one.run === run)?.under ?? null;
  return open({ run, step, view: state.view, sel: state.sel, row: state.row, other: parent, locked: state.locked, phase: null, horizon: null });
}

/** The curves of the run and of the one it is compared with, and where they part. */
export async function draw() {
  const { run, other, info } = state;
  try {
    const names = other && other !== run ? [run, other] : [run];
    const [curves, elbows] = await Promise.all([Promise.all(names.map(curveOf)), elbowsOf(run)]);
    if (run !== state.run) return;
    set({ curves, elbows, diff: null });
    if (names.length === 2) compare(run, other, info);
    if (info.testRows > 0 && state.tested?.run !== run) test(run);
  } catch (wrong) { say(wrong); }
}

let testing = new AbortController();

/** The loss on the test rows: hundreds of states are tried for it, so it is asked for when the curve stands there. */
function test(run) {
  testing.abort();
  const { signal } = testing = new AbortController();
  setTimeout(() => { if (!signal.aborted && run === state.run) testedOf(run, signal).then(tested => { if (run === state.run) set({ tested }); }, say); }, 150);
}

async function compare(run, other) {
  const step = Math.min(state.step, ...state.curves.map(curve => curve.to));
  const diff = await get(`/api/diff?a=${encodeURIComponent(`${other}@${step}`)}&b=${encodeURIComponent(`${run}@${step}`)}`).catch(() => null);
  if (run === state.run && other === state.other) set({ diff });
}

/** The next or previous state at which the condition holds. */
export async function find(forwards) {
  const { run, step, condition, info } = state;
  const from = clamp(step + (forwards ? 1 : -1), info.first, info.last);
  set({ playing: 0, found: "Looking …" });
  try {
    const answer = await get(path(run, "/watch", { condition, from, reverse: !forwards }));
    if (answer.step === null || answer.step === undefined) {
      set({ found: forwards ? `From S${count(from)} on it never holds.` : `Up to S${count(from)} it never holds.` });
    } else {
      set({ found: `It holds at S${count(answer.step)}.` });
      go(answer.step);
    }
  } catch (wrong) { set({ found: null }); say(wrong); }
}

/** Goes to Change with one number written there, to be given its value or more beside it. */
export const propose = (key, name, value) => set({ view: "change", form: withLine(state.form ?? EMPTY, key, `${name} = ${value}`), asked: key });

export async function refreshRuns() {
  try { set({ runs: (await get("/api/runs")).runs }); } catch (wrong) { say(wrong); }
}

export const select = sel => set({ sel: sel === state.sel ? null : sel });
export const point = sel => set({ sel });
