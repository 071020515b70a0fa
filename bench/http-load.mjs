// Requests over kept connections, with so little work of its own that what is measured is the server.

import { connect } from "node:net";

/**
 * Sends what `next` makes, one after the other on each connection, for `milliseconds`. Returns how many
 * were answered in a second. `expected` is the status that every answer must have.
 */
export async function requestsPerSecond(url, next, { connections, milliseconds, expected }) {
  const { hostname, port } = new URL(url);
  const clients = await Promise.all(
    Array.from({ length: connections }, () => Client.open(hostname, Number(port), expected)),
  );
  const start = performance.now();
  const deadline = start + milliseconds;
  const counts = await Promise.all(
    clients.map(async (client) => {
      let count = 0;
      for (; performance.now() < deadline; count++) await client.send(next());
      return count;
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const client of clients) client.close();
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

/** One request as it goes over the wire. */
export function request(method, path, headers, body = "") {
  const lines = Object.entries({
    host: "bench",
    ...headers,
    "content-length": Buffer.byteLength(body),
  });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n${body}`);
}

const END_OF_HEAD = Buffer.from("\r\n\r\n");

class Client {
  #received = Buffer.alloc(0);
  #answered = null;

  static open(hostname, port, expected) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, hostname, () => resolve(new Client(socket, expected)));
      socket.setNoDelay(true);
      socket.once("error", reject);
    });
  }

  constructor(socket, expected) {
    this.socket = socket;
    this.expected = String(expected);
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("close", () => this.#answered?.reject(new Error("the server closed a connection")));
  }

  send(bytes) {
    return new Promise((resolve, reject) => {
      this.#answered = { resolve, reject };
      this.socket.write(bytes);
    });
  }

  close() {
    this.#answered = null;
    this.socket.destroy();
  }

  #receive(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const head = this.#received.toString("latin1", 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const whole = end + END_OF_HEAD.length + length;
    if (this.#received.length < whole) return;
    const { resolve, reject } = this.#answered;
    this.#answered = null;
    const rest = this.#received.subarray(whole);
    if (head.slice(9, 12) === this.expected) resolve();
    else reject(new Error(`answered ${this.#received.toString("utf8").slice(0, 500)}`));
    this.#received = rest;
  }
}
