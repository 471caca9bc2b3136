// The activations most people meet, with the numbers filled in; any other is named with its argument.
const FORMS = {
  sigmoid: [z => ["1 / (1 + e^−(", z, "))"], (z, a) => [a, " × (1 − ", a, ")"]],
  tanh: [z => ["tanh(", z, ")"], (z, a) => ["1 − (", a, ")²"]],
  relu: [z => ["max(0, ", z, ")"], z => ["1 if ", z, " > 0, else 0"]],
  identity: [z => [z], () => ["1"]],
  softplus: [z => ["log(1 + e^", z, ")"], z => ["1 / (1 + e^−(", z, "))"]],
  silu: [z => [z, " / (1 + e^−(", z, "))"], z => ["the derivative of silu at ", z]],
  softsign: [z => [z, " / (1 + |", z, "|)"], z => ["1 / (1 + |", z, "|)²"]],
};

export const filled = (name, z) => FORMS[name]?.[0](z) ?? [`${name} of `, z];
export const filledSlope = (name, z, a) => FORMS[name]?.[1](z, a) ?? [`the derivative of ${name} at `, z];
