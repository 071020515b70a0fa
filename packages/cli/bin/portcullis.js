#!/usr/bin/env node
const { findBundle } = require("./bundle.js");

// A reader such as `head` may leave before everything is written; that is no failure.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});

async function run(args) {
  // What is no name of a command is answered by all of them.
  const bundle = findBundle(/^[a-z]{1,16}$/.test(args[0]) ? args[0] : "help");
  const { main } = bundle?.modules ?? (await import("../dist/main.js"));
  process.exitCode = await main(args);
  bundle?.remember();
}

run(process.argv.slice(2));
