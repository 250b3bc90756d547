// A bare client in the shape of ioredis and node-redis: a promise per GET, resolvers in a queue, one write per tick,
// values as strings. It has no reconnecting, no options, no other commands and no other replies: what it costs is what
// Node costs.
"use strict";

class BareClient {
  #socket;
  #gathered = "";
  #awaiting = []; // resolvers, the next one at #first
  #first = 0;
  #rest = null; // the start of a reply whose end has not come

  constructor(socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#receive(chunk));
  }

  get(key) {
    if (this.#gathered === "") process.nextTick(() => this.#flush());
    this.#gathered += `*2\r\n$3\r\nGET\r\n$${Buffer.byteLength(key)}\r\n${key}\r\n`;
    return new Promise((resolve) => this.#awaiting.push(resolve));
  }

  #flush() {
    this.#socket.write(this.#gathered);
    this.#gathered = "";
  }

  #receive(chunk) {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    let start = 0;
    for (;;) {
      const lineEnd = bytes.indexOf(13, start);
      if (lineEnd < 0) break;
      const valueEnd = lineEnd + 2 + lengthOfBulk(bytes, start, lineEnd);
      if (bytes.length < valueEnd + 2) break;
      this.#next()(bytes.toString("utf8", lineEnd + 2, valueEnd));
      start = valueEnd + 2;
    }
    this.#rest = start < bytes.length ? bytes.subarray(start) : null;
  }

  #next() {
    const resolve = this.#awaiting[this.#first++];
    if (this.#first === this.#awaiting.length || this.#first === 1024) {
      this.#awaiting.splice(0, this.#first);
      this.#first = 0;
    }
    return resolve;
  }
}

// The number in the first line of a reply, which must be a bulk string.
function lengthOfBulk(bytes, start, lineEnd) {
  let length = 0;
  for (let index = start + 1; index < lineEnd; index++) {
    const digit = bytes[index] - 48;
    if (bytes[start] !== 36 || digit < 0 || digit > 9) {
      throw new Error(`the reply is no value: ${bytes.toString("latin1", start, lineEnd)}`);
    }
    length = length * 10 + digit;
  }
  return length;
}

module.exports = { BareClient };
