import type { Namespace } from "@portcullis/language";
import { lazyNamespace, type Members } from "./lazy/lazy-members.js";
import { once } from "./lazy/once.js";
import type { Plan } from "./plan.js";
import type { ProviderSchemas } from "./provider-schemas.js";
import type { RunContext } from "./run-context.js";
import type { State } from "./state.js";
import { tfrun } from "./tfrun.js";
import type { FirstGeneration } from "./v1/first-generation.js";
import { tfconfigV1 } from "./v1/tfconfig.js";
import { tfplanV1 } from "./v1/tfplan.js";
import { tfstateV1 } from "./v1/tfstate.js";
import { tfconfigV2 } from "./v2/tfconfig.js";
import { tfplanV2 } from "./v2/tfplan.js";
import { tfstateV2 } from "./v2/tfstate.js";

/** What the imports are made of. */
export interface TerraformData {
  readonly plan: Plan;
  /** In place of the state that the plan was made from. */
  readonly state?: State | undefined;
  /** Without it there is no import `tfrun`. */
  readonly run?: RunContext | undefined;
  /** Makes the first generation's diffs exact. */
  readonly schemas?: ProviderSchemas | undefined;
}

/** Every import as tables of its members, which are made when they are read. */
export interface TerraformViews {
  readonly "tfplan/v2": Members;
  readonly "tfconfig/v2": Members;
  readonly "tfstate/v2": Members;
  readonly tfplan: FirstGeneration;
  readonly tfconfig: FirstGeneration;
  readonly tfstate: FirstGeneration;
  readonly tfrun: Members | undefined;
}

/** The imports of Terraform data by all their names; a bare name is the first generation's. */
export function terraformImports(data: TerraformData): ReadonlyMap<string, Namespace> {
  const views = terraformViews(data);
  const imports = new Map<string, Namespace>();
  for (const name of ["tfplan", "tfconfig", "tfstate"] as const) {
    const first = lazyNamespace(views[name].members);
    imports.set(name, first);
    imports.set(`${name}/v1`, first);
    imports.set(
      `${name}/v2`,
      lazyNamespace(() => views[`${name}/v2`]),
    );
  }
  const { tfrun: ofRun } = views;
  if (ofRun !== undefined)
    imports.set(
      "tfrun",
      lazyNamespace(() => ofRun),
    );
  return imports;
}

export function terraformViews({ plan, state, run, schemas }: TerraformData): TerraformViews {
  // A section of another type than Terraform writes is told when a policy looks at it.
  const stateRoot = once(() => state?.root ?? plan.root.child("prior_state"));
  const tfconfig = tfconfigV1(plan);
  const tfstate = tfstateV1(stateRoot);
  return {
    "tfplan/v2": tfplanV2(plan),
    "tfconfig/v2": tfconfigV2(plan),
    "tfstate/v2": tfstateV2(stateRoot),
    tfplan: tfplanV1(plan, schemas, tfconfig.members, tfstate.members),
    tfconfig,
    tfstate,
    tfrun: run === undefined ? undefined : tfrun(run),
  };
}
