// How an update and a loss come about: filled in for the usual ones, in the plugin's own words for the others.
import { unitAt, slotsOf } from "./quantity.js";
import { state } from "./store.js";

const at = (sel, step) => ({ sel, step });
const words = (kind, name) => state.plugins?.find(one => one.kind === kind && one.name === name);

/** The optimizer's settings as the document has them. */
const settingsOf = info => typeof info.document?.optimizer === "object" ? info.document.optimizer : {};

export function updateOf({ data, info, step }, { sel }) {
  const parameter = sel.replace("updates.", ""), gradient = `gradients.${parameter}`, slots = slotsOf(data, parameter);
  const name = info.optimizer, set = settingsOf(info);
  const after = step < info.last ? slots.map(one => ({ ...one, after: at(one.sel, step + 1) })) : [];
  const rest = { to: [`next.${parameter}`], extra: { siblings: slots } };
  if (data.leftOut) return { ...rest, says: "This step's update was left out.", lines: [["= ", at(sel)]] };
  if (name === "sgd" && Number(set.momentum ?? 0) === 0 && Number(set.weightDecay ?? 0) === 0 && set.maximize !== true)
    return { ...rest, says: "Downhill: minus the learning rate times the gradient.", lines: [["−", at("learningRate"), " × ", at(gradient), " = ", at(sel)]] };
  const formula = words("optimizer", name)?.formula;
  return { ...rest, says: `What ${info.optimizer} makes of the gradient and what it remembers.`,
    lines: [...(formula ? [[formula]] : []), ["gradient ", at(gradient)], ...slots.map(one => [`${one.name} before `, at(one.sel)]),
      ...after.map(one => [`${one.name} after `, one.after]), ["learning rate ", at("learningRate")], ["update = ", at(sel)]], from: [gradient, ...slots.map(one => one.sel)] };
}

export function lossOf({ data, info }) {
  const last = data.layers.length - 1, half = info.lossName === "half-sse";
  const rows = data.rows.flatMap((_, r) => data.error[r].map((e, u) => [at(unitAt(last, "error", r, u)), half ? "² / 2" : "", "", half ? "=" : "", half ? e * e / 2 : ""]));
  return { says: half ? "Half the squared errors of all rows and outputs, summed." : words("loss", info.lossName)?.formula ?? `The ${info.lossName} of the step's rows.`,
    table: { head: ["error", "", "", "", half ? "share" : ""], rows }, lines: [["loss = ", at("loss")]] };
}
