// Sums with + - * / and parentheses. Nothing is ever evaluated as code.

/** What could not be read, and where it stands, counted from 1. */
export class SumError extends Error {
  constructor(
    readonly at: number,
    readonly expected: string,
  ) {
    super(`expected ${expected} at ${at}`);
  }
}

/** The value of a sum: `2 * (3 + 4) / -5`. Throws a `SumError`. */
export function calculate(sum: string): number {
  const reader = new Reader(sum);
  const value = reader.sum();
  reader.end();
  return value;
}

/** Parentheses within parentheses, at most: a model may write anything. */
const MAX_DEPTH = 100;

/** Reads by the grammar: sum = product (+|- product)*, product = factor (*|/ factor)*. */
class Reader {
  #at = 0;
  #depth = 0;

  constructor(private readonly text: string) {}

  sum(): number {
    let value = this.#product();
    for (;;) {
      if (this.#take('+')) value += this.#product();
      else if (this.#take('-')) value -= this.#product();
      else return value;
    }
  }

  end(): void {
    this.#skip();
    if (this.#at < this.text.length) throw this.#missing('an operator or the end');
  }

  #product(): number {
    let value = this.#factor();
    for (;;) {
      if (this.#take('*')) value *= this.#factor();
      else if (this.#take('/')) value /= this.#factor();
      else return value;
    }
  }

  #factor(): number {
    let sign = 1;
    for (;;) {
      if (this.#take('-')) sign = -sign;
      else if (!this.#take('+')) break;
    }
    return sign * (this.#take('(') ? this.#parenthesis() : this.#number());
  }

  #parenthesis(): number {
    if ((this.#depth += 1) > MAX_DEPTH) throw this.#missing('fewer parentheses');
    const value = this.sum();
    if (!this.#take(')')) throw this.#missing(')');
    this.#depth -= 1;
    return value;
  }

  #number(): number {
    this.#skip();
    const [digits] = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/i.exec(this.text.slice(this.#at)) ?? [];
    if (digits === undefined) throw this.#missing('a number');
    this.#at += digits.length;
    return Number(digits);
  }

  #take(character: string): boolean {
    this.#skip();
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #skip(): void {
    while (/\s/.test(this.text[this.#at] ?? '')) this.#at += 1;
  }

  #missing(expected: string): SumError {
    return new SumError(this.#at + 1, expected);
  }
}
