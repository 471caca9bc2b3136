// Where a number comes from: its formula with the numbers filled in, and where it goes. A token is text or {sel, step}: a number that
// can be clicked. `table` lists the terms of a sum; there may be many.
import { parse, lookup, weightsOf, biasOf, unitAt, weightAt, biasAt, feeding, parameters } from "./quantity.js";
import { exact } from "./numbers.js";
import { filled, workedOf } from "./filled.js";
import { updateOf, lossOf } from "./rules.js";

const MOST_OF_ROW = 8;
const at = (sel, step) => ({ sel, step });

/** {title, says, value, lines, table, from, to} of the selected number at a step, or null. */
export function explain(context, sel) {
  const q = parse(sel);
  if (!q || !context.data) return null;
  const part = q.part === "parameters" ? KINDS[q.kind] ?? null : PARTS[q.part];
  const made = part?.(context, q);
  return made ? { title: sel, value: lookup(context.data, sel), lines: [], from: [], to: [], ...made } : null;
}

function sumOf(data, layer, row, unit) {
  const weights = weightsOf(data, layer);
  const rows = weights.map((_, i) => [at(feeding(layer, row, i)), "×", at(weightAt(layer, i, unit)), "=", lookup(data, feeding(layer, row, i)) * weights[i][unit]]);
  return { head: ["input", "", "weight", "", "product"], rows };
}

function preActivation({ data }, { sel, layer, at: [row, unit] }) {
  const bias = biasOf(data, layer);
  return {
    says: `The dot product of unit ${unit} of layer ${layer} for row ${data.rows[row]}: every input times its weight${bias ? ", and the bias" : ""}.`,
    table: sumOf(data, layer, row, unit),
    lines: bias ? [["+ bias ", at(biasAt(layer, unit))], ["= ", at(sel)]] : [["sum = ", at(sel)]],
    to: [unitAt(layer, "activations", row, unit), unitAt(layer, "slope", row, unit)],
  };
}

/** The arithmetic of a unit's activation, or of its slope there; of a function of whole rows, with what else the row has. */
function arithmetic({ data, info }, layer, row, unit, what) {
  const sum = unitAt(layer, "preActivations", row, unit), said = unitAt(layer, "activations", row, unit), known = info.layers[layer];
  const tokens = filled(workedOf(known)[what], { sel: sum, value: lookup(data, sum) }, { sel: said, value: lookup(data, said) });
  const others = data.layers[layer].preActivations[row].slice(0, MOST_OF_ROW).flatMap((_, k) => [k ? ", " : "", at(unitAt(layer, "preActivations", row, k))]);
  return { tokens, row: known.onRows ? [["z of the row: ", ...others, known.units > MOST_OF_ROW ? ", …" : ""]] : [] };
}

function activation({ data, info }, { sel, layer, at: [row, unit] }) {
  const z = unitAt(layer, "preActivations", row, unit), name = data.layers[layer].activation, last = layer === data.layers.length - 1;
  const { tokens, row: others } = arithmetic({ data, info }, layer, row, unit, "value");
  const next = last ? [unitAt(layer, "error", row, unit)] : weightsOf(data, layer + 1)[unit].slice(0, 6).map((_, k) => unitAt(layer + 1, "preActivations", row, k));
  return { says: `What the unit says: ${name} of its dot product.`, lines: [[...tokens, " = ", at(sel)], ...others], from: [z], to: [unitAt(layer, "slope", row, unit), ...next] };
}

function slope({ data, info }, { sel, layer, at: [row, unit] }) {
  const z = unitAt(layer, "preActivations", row, unit), a = unitAt(layer, "activations", row, unit), name = data.layers[layer].activation;
  return { says: `The slope of ${name} there: how much the output moves when the dot product does.`,
    lines: [[...arithmetic({ data, info }, layer, row, unit, "slope").tokens, " = ", at(sel)]], from: [z, a], to: [unitAt(layer, "delta", row, unit)] };
}

function error({ data }, { sel, layer, at: [row, unit] }) {
  if (layer === data.layers.length - 1) {
    const target = `targets[${row},${unit}]`, output = unitAt(layer, "activations", row, unit);
    return { says: "Target minus output.", lines: [[at(target), " − ", at(output), " = ", at(sel)]], to: [unitAt(layer, "delta", row, unit), "loss"] };
  }
  const weights = weightsOf(data, layer + 1)[unit] ?? [];
  return { says: "A hidden unit's share of the blame: the deltas of the units it feeds, times the weights that lead there.",
    table: { head: ["delta", "", "weight", "", "product"], rows: weights.map((w, k) => [at(unitAt(layer + 1, "delta", row, k)), "×", at(weightAt(layer + 1, unit, k)), "=",
      Number(lookup(data, unitAt(layer + 1, "delta", row, k))) * w]) },
    lines: [["sum = ", at(sel)]], to: [unitAt(layer, "delta", row, unit)] };
}

function delta({ data, info, step }, { sel, layer, at: [row, unit] }) {
  const e = unitAt(layer, "error", row, unit), s = unitAt(layer, "slope", row, unit), fan = weightsOf(data, layer);
  const own = layer === data.layers.length - 1 && info.lossName !== "half-sse";
  const passed = lookup(data, sel) / lookup(data, s);
  const known = lookup(data, s) !== null;
  const to = [...fan.slice(0, 6).map((_, i) => weightAt(layer, i, unit, "gradients")), ...(biasOf(data, layer) ? [biasAt(layer, unit, "gradients")] : [])];
  if (info.layers[layer].onRows)
    return { says: `${data.layers[layer].activation} mixes a row: every output's error has a part in this, times its slope by this dot product. "By hand" has them all.`, lines: [["δ = ", at(sel)]],
      from: data.layers[layer].activations[row].slice(0, MOST_OF_ROW).map((_, k) => unitAt(layer, "activations", row, k)), to };
  if (!known) return { says: "How much the dot product should move.", lines: [["δ = ", at(sel)]], to };
  return own
    ? { says: `${info.lossName} passes on its own share of the error (the mean over the batch is in it), times the slope; what it passes back has the other sign.`, lines: [["passed on ", passed, " × ", at(s), " = ", at(sel)]],
        also: { step, parameter: "loss", passed: [row, unit] }, from: [e, s], to }
    : { says: "Error times slope: how much the dot product should move.", lines: [[at(e), " × ", at(s), " = ", at(sel)]], to };
}

function weight({ step, info, row }, { sel, layer, kind, at: index }) {
  const unit = index.at(-1), bias = kind === "bias";
  const lines = step > info.first ? [[at(sel, step - 1), " + ", at(`updates.${sel}`, step - 1), " = ", at(sel)]] : [["The run begins with ", at(sel), "."]];
  return { says: step > info.first ? "Its value one step earlier, and that step's update." : "Where the initializer, or the run this one was forked from, put it.", lines,
    to: [unitAt(layer, "preActivations", row, unit), ...(bias || layer === 0 ? [] : [unitAt(layer - 1, "error", row, index[0])]), `gradients.${sel}`, `updates.${sel}`, `next.${sel}`],
    after: step < info.last ? at(sel, step + 1) : null };
}

function gradient({ data }, { sel, layer, kind, at: index }) {
  const unit = index.at(-1), bias = kind === "bias", parameter = sel.replace("gradients.", "");
  const rows = data.rows.map((_, r) => bias
    ? [at(unitAt(layer, "delta", r, unit)), "", "", "", -Number(lookup(data, unitAt(layer, "delta", r, unit)))]
    : [at(feeding(layer, r, index[0])), "×", at(unitAt(layer, "delta", r, unit)), "→", -lookup(data, feeding(layer, r, index[0])) * Number(lookup(data, unitAt(layer, "delta", r, unit)))]);
  const sum = rows.reduce((total, row) => total + row[4], 0), value = Number(lookup(data, sel));
  const whole = Math.abs(sum - value) <= 1e-9 * (Math.abs(sum) + rows.reduce((total, row) => total + Math.abs(row[4]), 0) + 1e-300);
  return { says: `Which way is up: for each row of the step, minus ${bias ? "the delta" : "the input times the delta"}, summed.`,
    table: { head: bias ? ["delta", "", "", "", "share"] : ["input", "", "delta", "", "share"], rows, names: data.rows.map(row => `row ${row}`) },
    lines: [["sum = ", at(sel)], ...(whole ? [] : [["The rows alone make ", sum, "; the rest is regularization or clipping."]])], to: [`updates.${parameter}`] };
}

function next({ step, info }, { sel }) {
  const parameter = sel.replace("next.", "");
  return { says: "The value of the next step.", lines: [[at(parameter), " + ", at(`updates.${parameter}`), " = ", at(sel)]], after: step < info.last ? at(parameter, step + 1) : null };
}

function slot({ data, step, info }, { sel, tensor }) {
  const parameter = /layer\d+\.\w+\[.*$/.exec(sel)?.[0], memory = parameter ? tensor.replace(/\.layer\d.*$/, "") : tensor;
  const before = step > info.first, told = before && !tensor.startsWith("schedule.");
  return { says: parameter ? `What the optimizer remembers of ${parameter} (${memory}).` : `What is remembered for all parameters (${memory}).`,
    lines: before ? [["one step earlier ", at(sel, step - 1)], ["now ", at(sel)]] : [["at the beginning ", at(sel)]],
    told: told ? { step: step - 1, parameter: parameter ?? parameters(data).next().value[0], where: sel } : null,
    to: parameter ? [`updates.${parameter}`] : [] };
}

const KINDS = {
  preActivations: preActivation, activations: activation, slope, error, delta, weights: weight, bias: weight,
  inputs: ({ data }, { at: [row, i] }) => ({ says: `Input ${i} of row ${data.rows[row]}, as the network sees it.`, to: weightsOf(data, 0)[i]?.slice(0, 6).map((_, u) => unitAt(0, "preActivations", row, u)) ?? [] }),
  targets: ({ data }, { at: [row, i] }) => ({ says: `What output ${i} should be for row ${data.rows[row]}.`, to: [unitAt(data.layers.length - 1, "error", row, i)] }),
  loss: context => lossOf(context),
  learningRate: ({ info }) => ({ says: `How far this step goes: the schedule ${info.schedule}, from the base rate ${exact(info.learningRate)}.` }),
};

const PARTS = { gradients: gradient, updates: updateOf, next, slots: slot };
