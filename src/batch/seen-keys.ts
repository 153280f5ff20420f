/**
 * The keys of a file that went by, eight bytes each however long they are: a third of a million keys must not fill the
 * memory. What is kept is a hash of 53 bits. Two keys with one hash look like a repetition, which costs a second reading
 * of the file and nothing else.
 */
export class SeenKeys {
  #slots = new Float64Array(1024);
  #count = 0;

  /** Notes a key. Whether it seems to have gone by before. */
  add(key: string): boolean {
    if (this.#put(hash(key))) return true;
    this.#count += 1;
    if (this.#count * 4 > this.#slots.length * 3) this.#grow();
    return false;
  }

  /** Whether the hash was there already. An empty slot is 0, and no hash is. */
  #put(value: number): boolean {
    const slots = this.#slots;
    const last = slots.length - 1;
    for (let place = value & last; ; place = (place + 1) & last) {
      if (slots[place] === value) return true;
      if (slots[place] !== 0) continue;
      slots[place] = value;
      return false;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Float64Array(before.length * 2);
    for (const value of before) if (value !== 0) this.#put(value);
  }
}

/** A whole number from 1 to 2^53: two multiplicative hashes of 32 and 21 bits side by side. */
function hash(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
    high ^= high >>> 15;
  }
  low ^= low >>> 16;
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0) + 1;
}
