// How figures are printed: a name, the figure, what it is relative to.

export function section(title) {
  console.log(`\n${title}`);
}

export function row(name, value, note) {
  console.log(`  ${name.padEnd(50)}${value.padStart(12)}  ${note}`);
}

export function ratio(value, peer) {
  return `${(value / peer).toFixed(2)} x`;
}

export function skipped(name, reason) {
  console.log(`  ${name.padEnd(50)}${"SKIPPED".padStart(12)}  ${reason}`);
}
