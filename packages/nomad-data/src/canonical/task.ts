import type { Tree, TreeObject } from "../json/tree.js";
import {
  changed,
  eachOf,
  objectAt,
  objectsAt,
  SECOND,
  textAt,
  textOr,
  withDefaults,
  withFields,
} from "./fields.js";
import { canonicalAffinity } from "./placement.js";
import { canonicalLogConfig, canonicalResources } from "./resources.js";
import { canonicalConsul, canonicalService } from "./service.js";

/** The name of the identity that every task has, and who it is for. */
const DEFAULT_IDENTITY = "default";
const DEFAULT_AUDIENCE = ["nomadproject.io"];

/** A task as Nomad completes it; its group has a restart policy already. */
export function canonicalTask(task: TreeObject, group: TreeObject, owner: string): TreeObject {
  const name = `${owner}-${textAt(task, "Name")}`;
  return withFields(withDefaults(task, { KillTimeout: 5 * SECOND }), {
    LogConfig: canonicalLogConfig(objectAt(task, "LogConfig")),
    Resources: canonicalResources(objectAt(task, "Resources")),
    RestartPolicy: withDefaults(
      objectAt(task, "RestartPolicy"),
      objectAt(group, "RestartPolicy") ?? {},
    ),
    Artifacts: eachOf(task, "Artifacts", canonicalArtifact),
    Templates: eachOf(task, "Templates", canonicalTemplate),
    Services: eachOf(task, "Services", (service) => canonicalService(service, name)),
    Affinities: eachOf(task, "Affinities", canonicalAffinity),
    VolumeMounts: eachOf(task, "VolumeMounts", (mount) =>
      withDefaults(mount, { PropagationMode: "private" }),
    ),
    Vault: changed(task, "Vault", canonicalVault),
    Consul: changed(task, "Consul", canonicalConsul),
    CSIPluginConfig: changed(task, "CSIPluginConfig", canonicalCsiPlugin),
    ...identities(task),
  });
}

/** COMPAT: a task always has the default identity, which may also be given among the others. */
function identities(task: TreeObject): Record<string, Tree | undefined> {
  const others = objectsAt(task, "Identities");
  const isDefault = (identity: TreeObject) =>
    textOr(identity, "Name", "default") === DEFAULT_IDENTITY;
  const own = objectAt(task, "Identity") ?? others.find(isDefault);
  const audience = own?.Audience;
  return {
    Identity: withFields(own ?? {}, {
      Name: DEFAULT_IDENTITY,
      Audience: Array.isArray(audience) && audience.length > 0 ? audience : DEFAULT_AUDIENCE,
    }),
    Identities: others.filter((identity) => !isDefault(identity)),
  };
}

function canonicalArtifact(artifact: TreeObject): TreeObject {
  const mode = artifact.GetterMode ?? "any";
  const file = textAt(artifact, "GetterSource").replace(/\/+$/, "").split("/").pop();
  return withDefaults(artifact, {
    GetterMode: mode,
    RelativeDest: mode === "file" ? `local/${file}` : "local/",
  });
}

function canonicalTemplate(template: TreeObject): TreeObject {
  const mode = template.ChangeMode ?? "restart";
  return withFields(
    withDefaults(template, {
      ChangeMode: mode,
      Splay: 5 * SECOND,
      Perms: "0644",
      LeftDelim: "{{",
      RightDelim: "}}",
    }),
    {
      ChangeSignal:
        template.ChangeSignal === undefined && mode === "signal"
          ? "SIGHUP"
          : textAt(template, "ChangeSignal").toUpperCase(),
      ChangeScript: changed(template, "ChangeScript", (script) =>
        withDefaults(script, { Timeout: 5 * SECOND }),
      ),
    },
  );
}

function canonicalVault(vault: TreeObject): TreeObject {
  return withFields(
    withDefaults(vault, { Env: true, ChangeMode: "restart", ChangeSignal: "SIGHUP" }),
    { Cluster: textOr(vault, "Cluster", "default") },
  );
}

function canonicalCsiPlugin(plugin: TreeObject): TreeObject {
  return withFields(plugin, {
    MountDir: textOr(plugin, "MountDir", "/csi"),
    StagePublishBaseDir: textOr(plugin, "StagePublishBaseDir", "/local/csi"),
    HealthTimeout: plugin.HealthTimeout || 30 * SECOND,
  });
}
