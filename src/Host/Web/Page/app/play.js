// Playing: time runs forwards or backwards, at any number of steps a second, and never ahead of the answers.
import { state, set, subscribe } from "./store.js";
import { go, waiting } from "./actions.js";
import { PHASES } from "./phases.js";

export const SPEEDS = [1, 2, 5, 10, 30, 60, 100, 300, 1000, 3000, 10000];
const PHASE_SECONDS = 1.1;
let running = false, before = 0, exactly = 0;

export function play(direction) {
  const { info, step } = state;
  if (!info) return;
  const playing = state.playing === direction ? 0 : direction;
  set({ playing });
  if (playing > 0 && step >= info.last && state.phase === null) go(info.first);
  if (playing < 0 && step <= info.first && state.phase === null) go(info.last);
}

export function faster(by) {
  const at = SPEEDS.findIndex(speed => speed >= state.speed);
  set({ speed: SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, (at < 0 ? SPEEDS.length - 1 : at) + by))] });
}

/** One step; in slow motion one phase of a step. */
export function nudge(by) {
  set({ playing: 0 });
  if (state.phase === null) go(state.step + by); else turn(Math.sign(by));
}

function turn(by) {
  const phase = state.phase + by;
  if (phase >= 0 && phase < PHASES.length) { set({ phase }); return true; }
  const step = state.step + by;
  if (step < state.info.first || step > state.info.last) return false;
  set({ phase: by > 0 ? 0 : PHASES.length - 1 });
  go(step);
  return true;
}

function frame(now) {
  if (state.playing === 0) { running = false; return; }
  requestAnimationFrame(frame);
  const seconds = Math.min(0.25, (now - before) / 1000);
  before = now;
  if (waiting()) return;
  if (state.phase !== null) {
    exactly += seconds;
    if (exactly >= PHASE_SECONDS) { exactly = 0; if (!turn(state.playing)) set({ playing: 0 }); }
    return;
  }
  exactly += seconds * state.speed;
  const whole = Math.floor(exactly);
  if (whole < 1) return;
  exactly -= whole;
  const { first, last } = state.info, at = state.step + state.playing * whole;
  go(at, state.playing * Math.max(1, whole));
  if (at <= first && state.playing < 0 || at >= last && state.playing > 0) set({ playing: 0 });
}

subscribe(() => {
  if (state.playing === 0 || running) return;
  running = true; exactly = 0; before = performance.now();
  requestAnimationFrame(frame);
});
