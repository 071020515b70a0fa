import { failAt } from "../messages/failure.js";
import type { Location } from "../source/diagnostic.js";
import { Region } from "../values/region.js";
import type { Host } from "./host.js";
import type { ImportRequest, Program } from "./program.js";
import type { Run } from "./run.js";
import { type BoundImport, Unit } from "./unit.js";

/**
 * Sets a policy or module up within an evaluation: finds its imports, gives the parameters their
 * values and runs the file's statements from top to bottom.
 */
export function instantiate(run: Run, program: Program, role: "policy" | "module"): Unit {
  const unit = new Unit(run, program);
  if (role === "module") run.modules.set(program, unit);
  for (const request of program.imports) unit.imports.push(bind(unit, request));
  if (role === "policy") giveParams(unit, run.host);
  else refuseParams(unit);

  const site: Location = { file: program.source, span: { start: 0, end: 0 } };
  run.budget.enter(program.levels, site);
  program.body(unit.frame);
  run.budget.leave(program.levels);
  unit.isSettingUp = false;
  return unit;
}

function bind(unit: Unit, request: ImportRequest): BoundImport {
  const { run, program } = unit;
  const source = run.host.findImport(request.path);
  const site: Location = { file: program.source, span: request.span };
  if (source === undefined) return failAt(site, "import-not-available", request.path);
  if (source.kind !== "module") return source;
  return { kind: "module", unit: moduleUnit(run, source.program, request, site) };
}

function moduleUnit(run: Run, program: Program, request: ImportRequest, site: Location): Unit {
  const known = run.modules.get(program);
  if (known !== undefined) {
    if (known.isSettingUp) failAt(site, "import-cycle", request.path);
    return known;
  }
  // What the module makes while it sets itself up is shared with its importers until one of them,
  // or the module itself, writes to it.
  const { region } = run;
  run.region = new Region();
  const unit = instantiate(run, program, "module");
  run.region.sealed = !run.copying;
  run.region = region;
  return unit;
}

function giveParams(unit: Unit, host: Host): void {
  for (const { name, span, slot, defaultValue } of unit.program.params) {
    const site: Location = { file: unit.program.source, span };
    const given = host.params.get(name);
    const value = given === undefined ? defaultValue?.(unit.frame) : unit.run.own(given, site);
    if (value === undefined) failAt(site, "missing-param", name);
    unit.frame.cells[slot] = value;
  }
}

function refuseParams(unit: Unit): void {
  const [param] = unit.program.params;
  if (param !== undefined)
    failAt({ file: unit.program.source, span: param.span }, "param-in-module", param.name);
}
