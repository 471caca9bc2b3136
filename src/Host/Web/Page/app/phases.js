// Slow motion: what happens within one step, in order. `shows` says what a unit and a weight display meanwhile.
export const PHASES = [
  { id: "dot", name: "Dot", says: "Every unit adds up its inputs times its weights, and its bias.", unit: "preActivations", weight: "parameters" },
  { id: "activation", name: "Activation", says: "The sum goes through the activation; this is what the unit says.", unit: "activations", weight: "parameters" },
  { id: "error", name: "Error", says: "Target minus output; a hidden unit gets its share through the weights it feeds.", unit: "error", weight: "parameters" },
  { id: "delta", name: "Delta", says: "The error times the slope of the activation: how much the sum should move.", unit: "delta", weight: "parameters" },
  { id: "gradient", name: "Gradient", says: "For every weight: its input times the delta behind it, over all rows.", unit: "delta", weight: "gradients" },
  { id: "update", name: "Update", says: "The optimizer turns gradients into updates, and they are added.", unit: "activations", weight: "updates" },
];
