// Change something. The run that is looked at is only read: what is changed makes a fork from this step, trained beside it.
import { html, useEffect } from "./html.js";
import { useStore, state, set } from "./store.js";
import { start } from "./jobs.js";
import { EMPTY, order, told } from "./forks.js";
import { count, exact } from "./numbers.js";
import { Names } from "./names.js";

export function Change() {
  const { info, run, step, jobs, form: begun } = useStore(), form = begun ?? EMPTY;
  useEffect(() => {
    const field = state.asked && document.getElementsByName(state.asked)[0];
    state.asked = null;
    if (field) { field.focus(); field.setSelectionRange(field.value.length, field.value.length); }
  }, []);
  if (!info) return null;
  const put = form => set({ form });
  const write = key => event => put({ ...form, [key]: event.target.value });
  const field = (key, label, hint, more = {}) => html`<label class="field"><span>${label}</span><input name=${key} value=${form[key]} placeholder=${hint} spellcheck="false" autocomplete="off" onInput=${write(key)} ...${more} /></label>`;
  const lines = (key, label, hint) => html`<label class="field"><span>${label}</span><textarea name=${key} rows="2" value=${form[key]} placeholder=${hint} spellcheck="false" autocomplete="off" onInput=${write(key)}></textarea></label>`;
  const body = order(run, step, form), changes = told(body), left = info.last - step;
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
    <fieldset><legend>Parameters</legend>${lines("edit", "Begin with other values", "layer0.weights[1,0] = 0.5")}
      <p class="quiet">Each on a line of its own, or with commas between them.</p></fieldset>
    <fieldset><legend>Rows</legend>${lines("rows", "Other numbers of rows", "inputs[2,0] = 0.5")}
      <p class="quiet">Row, then column: <span class="number">inputs</span> or <span class="number">targets</span>, as ${info.document?.data?.inputs ? "the document has" : "the network sees"} them.</p></fieldset>
    <fieldset><legend>Leave out</legend>${field("skip", "Updates of steps", `${step}..${step + 99}`)}${field("drop", "Rows", "2")}
      <p class="quiet">As if these updates had never happened, or the row had never been there.</p></fieldset>
    <fieldset><legend>Run</legend>${field("steps", "Steps", left > 0 ? `${count(left)}, to S${count(info.last)}` : "how many", { inputmode: "numeric" })}${field("name", "Name", "chosen for you")}</fieldset>
    <p class="send"><button class="primary" type="submit" disabled=${changes.length === 0 || Object.keys(jobs).length > 4}>Fork from S${count(step)}</button> <span class="quiet number">${changes.join(", ") || "Change something first."}</span></p>
    <${Activations} /></form>`;
}

function Activations() {
  const { plugins } = useStore();
  return html`<datalist id="activations">${(plugins ?? []).filter(one => one.kind === "activation").map(one => html`<option key=${one.name} value=${one.name}>${one.summary}</option>`)}</datalist>`;
}
