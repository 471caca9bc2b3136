// How an update and a loss come about. The optimizer tells its update itself (told.js); one that does not is shown in its own words.
import { unitAt, slotsOf } from "./quantity.js";
import { state } from "./store.js";
import { exact } from "./numbers.js";

const at = (sel, step) => ({ sel, step });
const words = (kind, name) => state.plugins?.find(one => one.kind === kind && one.name === name);

export function updateOf({ data, info, step }, { sel }) {
  const parameter = sel.replace("updates.", ""), gradient = `gradients.${parameter}`, slots = slotsOf(data, parameter);
  const after = step < info.last ? slots.map(one => ({ ...one, after: at(one.sel, step + 1) })) : [];
  const rest = { to: [`next.${parameter}`] };
  if (data.leftOut) return { ...rest, says: "This step's update was left out.", lines: [["= ", at(sel)]] };
  const told = data.gradients === null ? null : { step, parameter, where: sel, formula: words("optimizer", info.optimizer)?.formula };
  return { ...rest, told, says: `What ${info.optimizer} makes of the gradient${slots.length ? " and of what it remembers" : ""}, at the learning rate ${exact(data.learningRate)}.`,
    lines: [["gradient ", at(gradient)], ...slots.map(one => [`${one.name} before `, at(one.sel)]),
      ...after.map(one => [`${one.name} after `, one.after]), ["update = ", at(sel)]], from: [gradient, ...slots.map(one => one.sel), "learningRate"] };
}

export function lossOf({ data, info, step }) {
  const last = data.layers.length - 1, half = info.lossName === "half-sse";
  const rows = data.rows.flatMap((_, r) => data.error[r].map((e, u) => [at(unitAt(last, "error", r, u)), half ? "² / 2" : "", "", half ? "=" : "", half ? e * e / 2 : ""]));
  const formula = words("loss", info.lossName)?.formula;
  return { says: half ? "Half the squared errors of all rows and outputs, summed." : formula ?? `The ${info.lossName} of the step's rows.`,
    table: { head: ["error", "", "", "", half ? "share" : ""], rows }, lines: [["loss = ", at("loss")]],
    also: data.rows.length > 0 ? { step, parameter: "loss", where: "loss", formula } : null };
}
