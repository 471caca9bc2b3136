// What a fork is asked for: the form of Change, and the order made of it.
import { written, inDocument } from "./edits.js";

export const EMPTY = { activations: {}, optimizer: "", learningRate: "", loss: "", edit: "", rows: "", skip: "", drop: "", steps: "", name: "" };

/** The form with another line in one of its fields. */
export const withLine = (form, key, line) => ({ ...form, [key]: form[key].trim() ? `${form[key].trimEnd()}\n${line}` : line });

const list = text => text.replace(/\s*\.\.\s*/g, "..").split(/[\s,;]+/).filter(Boolean);

/** Digits as a number; anything else goes as it is, and the program says what is wrong with it. */
const whole = text => /^\d{1,15}$/.test(text) ? Number(text) : text;

/** The body of a fork: only what was changed. */
export function order(run, step, form) {
  const set = Object.entries(form.activations).filter(([, name]) => name.trim()).map(([layer, name]) => `network.layers[${layer}].activation=${name.trim()}`);
  if (form.optimizer) set.push(`optimizer=${form.optimizer}`);
  if (form.learningRate.trim()) set.push(`optimizer.learningRate=${form.learningRate.trim()}`);
  if (form.loss) set.push(`loss=${form.loss}`);
  const steps = form.steps.trim().replaceAll(",", "");
  const made = { from: `${run}@${step}`, set: [...set, ...written(form.rows).map(inDocument)], skip: list(form.skip), dropRows: list(form.drop).map(whole), steps: steps ? whole(steps) : null, name: form.name.trim() || null };
  const edit = written(form.edit);
  return edit.length > 0 ? { ...made, edit } : made;
}

/** What an order changes, to be read before it is sent. */
export const told = body => [...body.set, ...body.edit ?? [], ...body.skip.map(one => `skip ${one}`), ...body.dropRows.map(one => `without row ${one}`)];
