import { identity } from "./identity.js";
import { affinity, constraint } from "./placement.js";
import { restartPolicy, scalingPolicy } from "./policies-of-work.js";
import { logConfig, resources } from "./resources.js";
import { consul, service } from "./service.js";
import { anything, bool, duration, int, list, map, optional, struct, text } from "./shape.js";
import { volumeMount } from "./volume-mount.js";

const vault = struct({
  Policies: list(text),
  Role: text,
  Namespace: text,
  Cluster: text,
  Env: bool,
  DisableFile: bool,
  ChangeMode: text,
  ChangeSignal: text,
  AllowTokenExpiration: bool,
});

const template = struct({
  SourcePath: text,
  DestPath: text,
  EmbeddedTmpl: text,
  ChangeMode: text,
  ChangeSignal: text,
  ChangeScript: optional(
    struct({
      Command: text,
      Args: list(text),
      Timeout: duration,
      FailOnError: bool,
      RunOnFirstRender: bool,
    }),
  ),
  Once: bool,
  Splay: duration,
  Perms: text,
  Uid: optional(int),
  Gid: optional(int),
  LeftDelim: text,
  RightDelim: text,
  Envvars: bool,
  VaultGrace: duration,
  Wait: optional(struct({ Min: optional(duration), Max: optional(duration) })),
  ErrMissingKey: bool,
});

const artifact = struct({
  GetterSource: text,
  GetterOptions: map(text),
  GetterHeaders: map(text),
  GetterMode: text,
  GetterInsecure: bool,
  RelativeDest: text,
  Chown: bool,
});

/** An element of a group's `tasks`. */
export const task = struct({
  Name: text,
  Driver: text,
  User: text,
  Config: map(anything),
  Env: map(text),
  Services: list(service),
  Vault: optional(vault),
  Secrets: list(
    struct({ Name: text, Provider: text, Path: text, Config: map(anything), Env: map(text) }),
  ),
  Consul: optional(consul),
  Templates: list(template),
  Constraints: list(constraint),
  Affinities: list(affinity),
  Resources: resources,
  RestartPolicy: optional(restartPolicy),
  DispatchPayload: optional(struct({ File: text })),
  Lifecycle: optional(struct({ Hook: text, Sidecar: bool })),
  Meta: map(text),
  KillTimeout: duration,
  LogConfig: optional(logConfig),
  Artifacts: list(artifact),
  Leader: bool,
  ShutdownDelay: duration,
  VolumeMounts: list(volumeMount),
  ScalingPolicies: list(scalingPolicy),
  KillSignal: text,
  Kind: text,
  CSIPluginConfig: optional(
    struct({
      ID: text,
      Type: text,
      MountDir: text,
      StagePublishBaseDir: text,
      HealthTimeout: duration,
    }),
  ),
  Identity: optional(identity),
  Identities: list(identity),
  Actions: list(struct({ Name: text, Command: text, Args: list(text) })),
  Schedule: optional(
    struct({ Cron: optional(struct({ Start: text, End: text, Timezone: text })) }),
  ),
});
