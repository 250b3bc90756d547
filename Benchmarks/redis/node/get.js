// GETs of CONCURRENCY async functions over one connection, each awaiting its reply before its next one.
//
//   node get.js bare|node-redis PORT OPERATIONS CONCURRENCY
//
// No npm package can be fetched where this was written: node-redis is the one of Debian, found through NODE_PATH, and
// next to it stands a bare client, as a measure of Node itself.
"use strict";
const net = require("node:net");
const { BareClient } = require("./bare.js");

const valueBytes = 400; // ASCII
const warmUp = 100_000; // GETs at least: after fewer, the just-in-time compiler still works at node-redis
const keys = Array.from({ length: 1000 }, (_, index) => `consumer:${index}`);

const connect = {
  async bare(port) {
    const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    return new BareClient(socket);
  },
  async "node-redis"(port) {
    const client = require("redis").createClient({ socket: { port, host: "127.0.0.1" } });
    client.on("error", fail);
    await client.connect();
    return client;
  },
};

async function getAll(client, operations, concurrency) {
  let begun = 0;
  async function caller() {
    while (begun < operations) {
      const value = await client.get(keys[begun++ % keys.length]);
      if (value?.length !== valueBytes) throw new Error(`no value of ${valueBytes} characters: ${value}`);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, caller));
}

function fail(error) {
  console.error(error);
  process.exit(1);
}

async function main() {
  const variant = process.argv[2];
  const [port, operations, concurrency] = process.argv.slice(3).map(Number);
  const client = await connect[variant](port);

  await getAll(client, Math.max(Math.floor(operations / 10), warmUp), concurrency);
  const start = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  await getAll(client, operations, concurrency);
  const { user, system } = process.cpuUsage(cpu);
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(JSON.stringify({ operations, cpu_us: user + system, wall_s: wall }));
  process.exit();
}

main().catch(fail);
