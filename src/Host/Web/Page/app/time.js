// Time: the curve, the slider under it, and everything that moves through the run.
import { html, useEffect, useRef, useState } from "./html.js";
import { useStore, state, set } from "./store.js";
import { go, find } from "./actions.js";
import { play, nudge, faster } from "./play.js";
import { Ending } from "./ending.js";
import { Chart, testedIn } from "./chart.js";
import { span, place, stepAt } from "./axis.js";
import { icon } from "./icons.js";
import { count, exact } from "./numbers.js";

const RANGE = 10000;      // places of the slider where its axis is not even

export function Time() {
  const { info, step, data } = useStore();
  return html`<section class="time" aria-label="Time">
    <div class="headline">
      <h2 class="stepname"><span class="big">S${count(step)}</span><span class="of"> of ${info ? count(info.last) : "…"}</span></h2>
      <p class="figures"><span class="label">loss</span> <span class="loss number" data-exact="loss">${data ? exact(data.loss) : "…"}</span></p>
      <${Axes} />
    </div>
    <${Ending} />
    <${Chart} />
    <${Slider} />
    <${Transport} />
    <${Legend} />
  </section>`;
}

/** What each line is: needed where there are several. */
function Legend() {
  const { curves } = useStore(), tested = testedIn(state), two = curves.length > 1;
  if (!two && !tested) return null;
  return html`<p class="legend">${curves.map((curve, i) => html`<span class="name" key=${curve.run}><span class=${`swatch line${i}`}></span>${two ? curve.run : "training loss"}</span>`)}
    ${tested && html`<span class="name"><span class="swatch line2"></span>test loss${two ? ` of ${tested.run}` : ""}</span>`}
    ${two && html`<${Parting} /> <button class="link" onClick=${() => set({ other: null, diff: null, curves: [curves[0]] })}>show ${curves[0].run} alone</button>`}</p>`;
}

function Parting() {
  const { diff } = useStore();
  if (!diff) return null;
  return diff.firstDifference === null || diff.firstDifference === undefined
    ? html`<span class="quiet">the same states throughout</span>`
    : html`<span>they part at <button class="link number" onClick=${() => go(diff.firstDifference)}>S${count(diff.firstDifference)}</button></span>`;
}

function Axes() {
  const { xLog, yLog, horizon, info } = useStore();
  const steps = info ? info.last - info.first : 0;
  const horizons = [100, 1000, 10000, 100000, 1000000].filter(n => n < steps);
  return html`<div class="axes">
    <div class="chips" role="group" aria-label="How much of the run is drawn">
      ${horizons.map(n => html`<button key=${n} aria-pressed=${horizon === n} onClick=${() => set({ horizon: n })}>${count(n)}</button>`)}
      <button aria-pressed=${horizon === null} onClick=${() => set({ horizon: null })}>all</button>
    </div>
    <div class="chips" role="group" aria-label="Axes">
      <button aria-pressed=${xLog} title="Steps on a logarithmic axis" onClick=${() => set({ xLog: !xLog })}>log steps</button>
      <button aria-pressed=${yLog} title="Loss on a logarithmic axis" onClick=${() => set({ yLog: !yLog })}>log loss</button>
    </div>
  </div>`;
}

function Slider() {
  const { info, step, xLog } = useStore();
  const reach = span(state), even = !xLog;
  const value = even ? step : Math.round(place(step, reach, true) * RANGE);
  const move = event => go(even ? Number(event.target.value) : stepAt(Number(event.target.value) / RANGE, reach, true));
  return html`<div class="slider">
    <input id="step" type="range" aria-label="Step" disabled=${!info} min=${even ? reach.from : 0} max=${even ? reach.to : RANGE} step="1"
      value=${value} aria-valuetext=${`step ${step}`} onInput=${move} />
  </div>`;
}

function Transport() {
  const { info, playing, speed, phase, condition, found } = useStore();
  const epoch = Math.max(1, info?.stepsPerEpoch ?? 1), stride = epoch > 1 ? epoch : 10;
  const button = (label, text, act, more = {}) => html`<button class="key" aria-label=${label} title=${label} onClick=${act} ...${more}>${text}</button>`;
  return html`<div class="transport">
    <div class="keys" role="group" aria-label="Move through the run">
      ${button("First step (Home)", icon("first"), () => go(info.first))}
      ${button(epoch > 1 ? `Back one epoch, ${stride} steps (Shift ←)` : "Back 10 steps (Shift ←)", icon("farOff"), () => go(state.step - stride))}
      ${button("Back one step (←)", icon("off"), () => nudge(-1))}
      ${button("Play backwards (B)", icon(playing < 0 ? "pause" : "back"), () => play(-1), { "aria-pressed": playing < 0, "data-act": "back" })}
      ${button("Play (Space)", icon(playing > 0 ? "pause" : "play"), () => play(1), { "aria-pressed": playing > 0, "data-act": "play" })}
      ${button("On one step (→)", icon("on"), () => nudge(1))}
      ${button(epoch > 1 ? `On one epoch, ${stride} steps (Shift →)` : "On 10 steps (Shift →)", icon("farOn"), () => go(state.step + stride))}
      ${button("Last step (End)", icon("last"), () => go(info.last))}
    </div>
    <div class="speed" role="group" aria-label="Speed">
      ${button("Slower ( , )", "−", () => faster(-1))}
      <span class="number rate">${count(speed)}<span class="quiet"> steps/s</span></span>
      ${button("Faster ( . )", "+", () => faster(1))}
    </div>
    <button class="toggle" title="Slow motion (S)" aria-pressed=${phase !== null} onClick=${() => set({ phase: phase === null ? 0 : null, view: "network" })}>Slow motion</button>
    <${Jump} />
    <form class="watch" onSubmit=${event => { event.preventDefault(); find(true); }}>
      <label for="condition">until</label>
      <input id="condition" value=${condition} size="16" spellcheck="false" autocomplete="off" onInput=${event => set({ condition: event.target.value })} />
      <button type="button" aria-label="Previous state at which it holds (P)" title="Previous (P)" onClick=${() => find(false)}>${icon("off")}</button>
      <button type="submit" aria-label="Next state at which it holds (N)" title="Next (N)">${icon("on")}</button>
      <span class="found quiet" role="status">${found}</span>
    </form>
  </div>`;
}

function Jump() {
  const field = useRef(), [asked, ask] = useState("");
  const { info } = useStore();
  useEffect(() => { if (!info) ask(""); }, [info]);
  const jump = event => {
    event.preventDefault();
    const wanted = asked.trim().replaceAll(",", "");
    if (wanted === "last") go(info.last); else if (wanted === "first") go(info.first);
    else if (/^-?\d+$/.test(wanted)) go(Number(wanted) < 0 ? info.last + 1 + Number(wanted) : Number(wanted));
    ask(""); field.current.blur();
  };
  return html`<form class="jump" onSubmit=${jump}><label for="jump">go to</label>
    <input id="jump" ref=${field} inputmode="numeric" size="7" placeholder="step" autocomplete="off" value=${asked} onInput=${event => ask(event.target.value)} /></form>`;
}
