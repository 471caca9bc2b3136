// Numbers that a fork is to begin with: of parameters, and of rows. They are written as the page names them.
import { parse, lookup } from "./quantity.js";

/** What is written on lines or between commas, without spaces: "layer0.weights[1,0]=0.5". A comma in brackets belongs to the address. */
export const written = text => text.split(/[;\n]|,(?![^[]*\])/).map(one => one.replace(/\s+/g, "").replaceAll("−", "-")).filter(Boolean);

/** A number of a row as the document has it: "inputs[2,0]=0.5" is "data.inputs[2][0]=0.5". */
export const inDocument = text => text.replace(/^(?:data\.)?(inputs|targets)\[(\d+),(\d+)\]=/, "data.$1[$2][$3]=");

/**
 * How a fork is asked to begin with another value of this number: {key, name} with the field of the form it belongs to and its name
 * there; null where a fork cannot. Rows of a step are those of its batch, rows of the form are those of the data.
 */
export function changeable({ info, data }, sel) {
  const q = parse(sel);
  if (q?.part !== "parameters" || lookup(data, sel) === null) return null;
  if (q.kind === "weights" || q.kind === "bias") return { key: "edit", name: sel };
  if (q.tensor !== "inputs" && q.tensor !== "targets") return null;
  const row = data.rows[q.at[0]];
  return isTheDocuments(info.document?.data ?? {}, info, q.tensor, row, q.at[1], lookup(data, sel)) ? { key: "rows", name: `${q.tensor}[${row},${q.at[1]}]`, row } : null;
}

/** The same of a number in the table of all rows. */
export const changeableRow = (info, tensor, row, i, value) => isTheDocuments(info.document?.data ?? {}, info, tensor, row, i, value) ? `${tensor}[${row},${i}]` : null;

/** Whether the network sees the number itself: not a feature of it, not scaled, and in the row of this number. */
function isTheDocuments(said, info, tensor, row, i, value) {
  if (info.features || said.scale) return false;
  const shared = typeof said.test === "number" || said.test?.fraction !== undefined;      // then rows changed places
  return said.inputs === undefined || !shared && said[tensor]?.[row]?.[i] === value;
}
