// Names of numbers. Every number of a step has an address, such as "layer0.weights[1,0]", "gradients.layer0.bias[2]" or
// "layer1.delta[3,0]" (row of the batch, then unit); here they are read, written and looked up.

const FORM = /^(?:(gradients|updates|next|slots)\.)?(.+?)(?:\[(\d+)(?:,(\d+))?\])?$/;

/** {part, tensor, at}: part is "parameters" where none is named; null if it is no address. */
export function parse(sel) {
  const found = FORM.exec(sel ?? "");
  if (!found) return null;
  const at = [found[3], found[4]].filter(index => index !== undefined).map(Number);
  const layer = /(?:^|\.)layer(\d+)\.(\w+)$/.exec(found[2]);
  return { sel, part: found[1] ?? "parameters", tensor: found[2], at, layer: layer ? Number(layer[1]) : null, kind: layer ? layer[2] : found[2] };
}

const dig = (nested, at) => at.reduce((inner, index) => inner?.[index], nested) ?? null;
const UNIT = new Set(["preActivations", "activations", "slope", "delta"]);

/** The number at an address in a step, or null: not in this network, or not known at this step. */
export function lookup(data, sel) {
  const q = parse(sel);
  if (!q || !data) return null;
  if (q.tensor === "loss") return data.loss;
  if (q.tensor === "learningRate") return data.learningRate;
  if (q.part === "parameters") {
    if (q.tensor === "inputs" || q.tensor === "targets") return dig(data[q.tensor], q.at);
    if (q.kind === "error") return errorAt(data, q.layer, q.at);
    if (UNIT.has(q.kind)) return dig(data.layers[q.layer]?.[q.kind], q.at);
  }
  return dig(data[q.part]?.[q.tensor], q.at);
}

/** Target minus output at the end; before that, the deltas behind a unit times the weights that lead there. */
function errorAt(data, layer, [row, unit]) {
  if (layer === data.layers.length - 1) return dig(data.error, [row, unit]);
  const deltas = data.layers[layer + 1]?.delta?.[row];
  if (!deltas) return null;
  return deltas.reduce((sum, delta, k) => sum + Number(delta) * Number(weightsOf(data, layer + 1)[unit]?.[k]), 0);
}

export const weightsOf = (data, layer, part = "parameters") => data[part]?.[`layer${layer}.weights`] ?? [];
export const biasOf = (data, layer, part = "parameters") => data[part]?.[`layer${layer}.bias`] ?? null;
export const unitAt = (layer, kind, row, unit) => `layer${layer}.${kind}[${row},${unit}]`;
export const weightAt = (layer, i, unit, part) => `${part ? part + "." : ""}layer${layer}.weights[${i},${unit}]`;
export const biasAt = (layer, unit, part) => `${part ? part + "." : ""}layer${layer}.bias[${unit}]`;

/** What unit `i` of the layer before says for a row: an input of the network, or an activation. */
export const feeding = (layer, row, i) => layer === 0 ? `inputs[${row},${i}]` : unitAt(layer - 1, "activations", row, i);

/** Every parameter of a step as [address, value], in the order of the file. */
export function* parameters(data) {
  for (const [tensor, values] of Object.entries(data.parameters)) {
    if (Array.isArray(values[0])) for (let i = 0; i < values.length; i++) for (let j = 0; j < values[i].length; j++) yield [`${tensor}[${i},${j}]`, values[i][j]];
    else for (let i = 0; i < values.length; i++) yield [`${tensor}[${i}]`, values[i]];
  }
}

/** The optimizer's memory of one parameter: {name: address}. A memory that is not per parameter (Adam's t) is left out. */
export function slotsOf(data, parameter) {
  const [tensor] = parameter.split("[");
  return Object.keys(data.slots ?? {}).filter(name => name.endsWith(`.${tensor}`))
    .map(name => ({ name: name.slice(0, -tensor.length - 1), sel: `slots.${name}${parameter.slice(tensor.length)}` }));
}
