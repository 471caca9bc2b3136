// Change something. The run that is looked at is only read: what is changed makes a fork from this step, trained beside it.
import { html, useEffect, useState } from "./html.js";
import { useStore } from "./store.js";
import { start } from "./jobs.js";
import { count, exact } from "./numbers.js";
import { Names } from "./names.js";

const EMPTY = { activations: {}, optimizer: "", learningRate: "", loss: "", skip: "", drop: "", steps: "", name: "" };

/** The body of a fork: only what was changed. */
export function fork(run, step, form) {
  const set = Object.entries(form.activations).filter(([, name]) => name.trim()).map(([layer, name]) => `network.layers[${layer}].activation=${name.trim()}`);
  if (form.optimizer) set.push(`optimizer=${form.optimizer}`);
  if (form.learningRate.trim()) set.push(`optimizer.learningRate=${form.learningRate.trim()}`);
  if (form.loss) set.push(`loss=${form.loss}`);
  const list = text => text.split(/[\s,]+/).filter(Boolean);
  return { from: `${run}@${step}`, set, skip: list(form.skip), dropRows: list(form.drop).map(Number), steps: form.steps.trim() ? Number(form.steps) : null, name: form.name.trim() || null };
}

export function Change() {
  const { info, run, step, jobs } = useStore(), [form, put] = useState(EMPTY);
  useEffect(() => put(EMPTY), [run]);
  if (!info) return null;
  const write = key => event => put({ ...form, [key]: event.target.value });
  const field = (key, label, hint, more = {}) => html`<label class="field"><span>${label}</span><input name=${key} value=${form[key]} placeholder=${hint} spellcheck="false" autocomplete="off" onInput=${write(key)} ...${more} /></label>`;
  const body = fork(run, step, form), changed = body.set.length + body.skip.length + body.dropRows.length > 0;
  const send = event => { event.preventDefault(); start("/api/fork", body, run); };
  return html`<form class="card form" onSubmit=${send}>
    <p class="lead">From <strong>S${count(step)}</strong> of <strong>${run}</strong>, train on with something changed. Move time to choose another step; ${run} stays as it is.</p>
    <fieldset><legend>Network</legend>${info.layers.map((layer, i) => html`<label class="field" key=${i}><span>Activation of ${info.layers.length === 1 ? "the layer" : `layer ${i} (${layer.units} units)`}</span>
      <input name=${`activation${i}`} list="activations" value=${form.activations[i] ?? ""} placeholder=${layer.activation} spellcheck="false" autocomplete="off" onInput=${event => put({ ...form, activations: { ...form.activations, [i]: event.target.value } })} /></label>`)}
      <p class="quiet">A name, or a formula of x: <span class="number">x / (1 + abs(x))</span></p></fieldset>
    <fieldset><legend>Training</legend>
      <label class="field"><span>Optimizer</span><${Names} kind="optimizer" value=${form.optimizer} now=${info.optimizer} change=${write("optimizer")} /></label>
      ${field("learningRate", "Learning rate", exact(info.learningRate))}
      <label class="field"><span>Loss</span><${Names} kind="loss" value=${form.loss} now=${info.lossName} change=${write("loss")} /></label></fieldset>
    <fieldset><legend>Leave out</legend>${field("skip", "Updates of steps", `${step}..${step + 99}`)}${field("drop", "Rows", "2")}
      <p class="quiet">As if these updates had never happened, or the row had never been there.</p></fieldset>
    <fieldset><legend>Run</legend>${field("steps", "Steps", `${info.last - step}, to S${info.last}`, { inputmode: "numeric" })}${field("name", "Name", "chosen for you")}</fieldset>
    <p class="send"><button class="primary" type="submit" disabled=${!changed || Object.keys(jobs).length > 4}>Fork from S${count(step)}</button> <span class="quiet number">${changed ? [...body.set, ...body.skip.map(one => `skip ${one}`), ...body.dropRows.map(one => `without row ${one}`)].join(", ") : "Change something first."}</span></p>
    <${Activations} /></form>`;
}

function Activations() {
  const { plugins } = useStore();
  return html`<datalist id="activations">${(plugins ?? []).filter(one => one.kind === "activation").map(one => html`<option key=${one.name} value=${one.name}>${one.summary}</option>`)}</datalist>`;
}
