import { failAt } from "../messages/failure.js";
import type { Location } from "../source/diagnostic.js";
import { Region } from "../values/region.js";
import { findImport } from "./find-import.js";
import type { Host, ImportSource } from "./host.js";
import type { ImportRequest, Program } from "./program.js";
import type { Run } from "./run.js";
import { type BoundImport, Unit, type UnitRole } from "./unit.js";

/**
 * Sets a policy or module up within an evaluation: finds its imports, gives the parameters their
 * values and runs the file's statements from top to bottom.
 */
export function instantiate(run: Run, program: Program, role: UnitRole): Unit {
  const unit = new Unit(run, program, role);
  if (role === "module") run.modules.set(program, unit);
  // Whether all imports are there is certain before any of them, or the file, runs.
  const sources = program.imports.map((request) => sourceOf(unit, request));
  program.imports.forEach((request, index) => {
    unit.imports.push(bind(unit, request, sources[index] as ImportSource));
  });
  if (role === "policy") giveParams(unit, run.host);
  else refuseParams(unit);

  const site: Location = { file: program.source, span: { start: 0, end: 0 } };
  run.budget.enter(program.levels, site);
  program.body.codeFor(1)(unit.frame);
  run.budget.leave(program.levels);
  unit.isSettingUp = false;
  return unit;
}

function sourceOf({ run, program }: Unit, { path, isNamed, span }: ImportRequest): ImportSource {
  const site: Location = { file: program.source, span };
  const { source, isPart } = findImport(run.host, path);
  if (!isNamed && !isPart) return failAt(site, "missing-import-alias", path);
  return source ?? failAt(site, "import-not-available", path);
}

function bind({ run, program }: Unit, request: ImportRequest, source: ImportSource): BoundImport {
  if (source.kind !== "module") return source;
  const site: Location = { file: program.source, span: request.span };
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
    if (host.globals.has(name)) failAt(site, "param-name-taken", name);
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
