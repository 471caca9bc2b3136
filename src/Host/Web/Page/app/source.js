// Steps, asked for one at a time. While an answer is on its way only the newest wish is remembered, so a drag over a hundred
// thousand steps costs as many questions as there is time for. Answers are kept, the oldest are let go.
import { text, path } from "./api.js";

const MOST_STEPS = 600;            // a small network's steps are 2 KB each
const MOST_CHARACTERS = 24e6;      // digits' are 850 KB each: about thirty of them

export class Kept {
  constructor() { this.map = new Map(); this.size = 0; }
  get(key) {
    const held = this.map.get(key);
    if (held) { this.map.delete(key); this.map.set(key, held); }
    return held?.value;
  }
  has(key) { return this.map.has(key); }
  put(key, value, size) {
    if (this.map.has(key)) return;
    this.map.set(key, { value, size });
    this.size += size;
    for (const [oldest, held] of this.map) {
      if (this.map.size <= MOST_STEPS && this.size <= MOST_CHARACTERS || this.map.size <= 2) break;
      this.map.delete(oldest);
      this.size -= held.size;
    }
  }
}

export class Source {
  /** @param deliver called with (run, step, answer) for the newest wish only @param refuse called with what went wrong
   *  @param guessed called when a neighbour is at hand */
  constructor(deliver, refuse, guessed) {
    this.deliver = deliver; this.refuse = refuse; this.guessed = guessed;
    this.kept = new Kept();
    this.wish = null; this.busy = false; this.guesses = [];
  }

  get waiting() { return this.wish !== null; }

  want(run, step, guesses = []) {
    this.guesses = guesses;
    const held = this.kept.get(`${run}@${step}`);
    this.wish = held ? null : { run, step };
    if (held) this.deliver(run, step, held);
    this.next();
  }

  async next() {
    if (this.busy) return;
    const wish = this.wish ?? this.guess();
    if (!wish) return;
    this.busy = true;
    try {
      const answer = await text(path(wish.run, `/steps/${wish.step}`));
      const value = JSON.parse(answer);
      this.kept.put(`${wish.run}@${wish.step}`, value, answer.length);
      if (this.wish === wish) { this.wish = null; this.deliver(wish.run, wish.step, value); } else this.guessed();
    } catch (wrong) {
      if (this.wish === wish) { this.wish = null; this.refuse(wrong); }
      this.guesses = [];
    }
    this.busy = false;
    this.next();
  }

  peek(run, step) { return this.kept.map.get(`${run}@${step}`)?.value; }

  guess() {
    while (this.guesses.length > 0) {
      const guess = this.guesses.shift();
      if (!this.kept.has(`${guess.run}@${guess.step}`)) return guess;
    }
    return null;
  }
}
