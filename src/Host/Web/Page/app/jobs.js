// Trainings in progress: started by a fork or a new run, watched live, stopped when asked. The curve grows while they run.
import { html } from "./html.js";
import { useStore, state, set } from "./store.js";
import { post, GONE } from "./api.js";
import { say, open, refreshRuns, draw } from "./actions.js";
import { grown } from "./curves.js";
import { count, six } from "./numbers.js";

/** Starts a training and watches it; `beside` is the run it is compared with. */
export async function start(route, body, beside) {
  try {
    set({ problem: null });
    const { job, run } = await post(route, body);
    watch(job, run, beside);
  } catch (wrong) { say(wrong); }
}

function change(job, fields) {
  const jobs = { ...state.jobs };
  if (fields) jobs[job] = { ...jobs[job], ...fields }; else delete jobs[job];
  set({ jobs });
}

const MOST_MISSED = 2;      // lost connections, one after the other, before nobody is expected to answer

function watch(job, run, beside) {
  const events = new EventSource(`/api/jobs/${encodeURIComponent(job)}/events`);
  let missed = 0, live = { run, from: Infinity, to: 0, steps: [], value: [], min: [], max: [] };
  change(job, { run, done: 0, steps: null, loss: null });
  events.addEventListener("progress", event => {
    missed = 0;
    const { done, steps, loss, curve } = JSON.parse(event.data);
    live = grown(live, curve ?? []);
    live.from = Math.min(live.from, live.steps[0] ?? Infinity);
    change(job, { done, steps, loss });
    if (live.steps.length > 0 && (beside === null || state.run === beside)) {
      const base = state.curves.filter(one => one.run === state.run && beside !== null);
      set({ curves: [...base, live] });
    }
  });
  events.addEventListener("done", async event => {
    events.close();
    change(job, null);
    await refreshRuns();
    const { run: name } = JSON.parse(event.data), at = state.step;
    await open({ run: name ?? run, step: beside === null ? null : at, other: beside, view: state.view, row: 0, sel: state.sel, locked: state.locked, phase: null, horizon: null });
  });
  events.addEventListener("failed", event => {
    events.close();
    change(job, null);
    set({ problem: (JSON.parse(event.data).error?.problems ?? []).map(one => [one.where, one.what].filter(Boolean).join(": ")).join(" ") || "The training failed." });
    refreshRuns();
    draw();
  });
  events.onerror = () => {
    if (events.readyState !== EventSource.CLOSED && ++missed < MOST_MISSED) return;
    events.close();
    change(job, null);
    set({ problem: `${GONE}. What ${run} has recorded is kept, and goes on with: functional resume ${run}` });
  };
}

export function Jobs() {
  const { jobs } = useStore(), list = Object.entries(jobs);
  return html`<div class="jobs" hidden=${list.length === 0}>${list.map(([id, job]) => html`<p key=${id}><strong>${job.run}</strong> is training:
    <progress aria-label=${`Progress of ${job.run}`} max=${job.steps ?? 1} value=${job.done}></progress> <span class="number">${count(job.done)}${job.steps ? ` of ${count(job.steps)}` : ""}</span>
    <span class="number quiet">loss ${six(job.loss)}</span> <button onClick=${() => post(`/api/jobs/${encodeURIComponent(id)}/stop`).catch(say)}>Stop</button></p>`)}</div>`;
}
