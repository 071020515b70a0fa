import {
  isTreeObject,
  renderMultiError,
  type TreeObject,
  writeDocument,
} from "@portcullis/nomad-data";
import { refusal } from "./answer.js";
import { objectOf, readSubmitted, textOf, withField } from "./documents.js";
import type { Received, ToJudge, Understood } from "./interception.js";
import type { NomadReader, Place } from "./nomad-reader.js";

/** LIMIT: volumes of one request; each is judged by every policy. */
const MAX_VOLUMES = 100;

/** Texts that are IDs of host volumes and of nodes, and nothing else in a path. */
const PLAIN_ID = /^[\w-]+$/;

/** A host volume that is to be created or registered. */
export function understandHostVolume(received: Received, nomad: NomadReader): Understood {
  const request = readSubmitted("host volume request", received.body);
  const given = objectOf(request, "Volume");
  if (given === undefined) throw refusal(500, "missing volume definition");
  const place = placeOf(request, received);
  const own = inNamespace(given, place);
  const override = request.PolicyOverride === true;
  const document = withField(request, "Volume", own);
  return {
    ...understoodVolumes("submit-host-volume", [own], document, place, received),
    async prepare() {
      const namespace = textOf(own, "Namespace");
      const there = { region: place.region, namespace };
      const node = await whereKnown(own, "NodeID", (id) =>
        nomad.node(id, { ...there, namespace: "" }),
      );
      const pool = textOf(own, "NodePool") || textOf(node ?? {}, "NodePool");
      const nodePool =
        node === undefined || pool === ""
          ? undefined
          : await nomad.nodePool(pool, { ...there, namespace: "" });
      const toJudge: ToJudge = {
        ...(await volumeToJudge("submit-host-volume", own, there, override, nomad)),
        existing: orNull(await whereKnown(own, "ID", (id) => nomad.hostVolume(id, there))),
        node: orNull(node),
        nodePool: orNull(nodePool),
      };
      return { toJudge: [toJudge], document };
    },
  };
}

/** CSI volumes that are to be created or registered; their IDs are those of the body. */
export function understandCsiVolumes(received: Received, nomad: NomadReader): Understood {
  const request = readSubmitted("CSI volumes request", received.body);
  const given = Array.isArray(request.Volumes) ? request.Volumes.filter(isTreeObject) : [];
  if (given.length === 0) throw refusal(500, "missing volume definition");
  if (given.length > MAX_VOLUMES)
    throw refusal(400, `the request has more than ${MAX_VOLUMES} volumes; send fewer at once`);
  const place = placeOf(request, received);
  const own = given.map((volume) => inNamespace(volume, place));
  const override = request.PolicyOverride === true;
  const document = withField(request, "Volumes", own);
  return {
    ...understoodVolumes("submit-csi-volume", own, document, place, received),
    async prepare() {
      const toJudge: ToJudge[] = [];
      for (const volume of own) {
        const there = { region: place.region, namespace: textOf(volume, "Namespace") };
        const id = textOf(volume, "ID");
        if (!/^[^/\0]+$/.test(id) || id === "." || id === "..")
          throw refusal(
            400,
            `the volume ID ${JSON.stringify(id)} cannot be looked up for policies; choose another one`,
          );
        toJudge.push({
          ...(await volumeToJudge("submit-csi-volume", volume, there, override, nomad)),
          existing: orNull(await nomad.csiVolume(id, there)),
        });
      }
      return { toJudge, document };
    },
  };
}

function understoodVolumes(
  scope: Understood["scope"],
  volumes: readonly TreeObject[],
  document: TreeObject,
  { region }: Place,
  { headerToken }: Received,
): Omit<Understood, "prepare"> {
  const field = scope === "submit-host-volume" ? "Name" : "ID";
  const names = volumes.map((volume) => textOf(volume, field)).join(", ");
  return {
    scope,
    subject: `volume ${JSON.stringify(names)}`,
    document,
    token: headerToken || textOf(document, "AuthToken"),
    region,
    namespaces: volumes.map((volume) => textOf(volume, "Namespace")),
    override: document.PolicyOverride === true,
    // COMPAT (Outcome rules): of volumes the field holds a multi-error.
    warn: (present, warnings) =>
      [present, renderMultiError(warnings)].filter((each) => each !== "").join("\n"),
  };
}

/** COMPAT (What a gateway must intercept): of a volume's namespaces its own counts, then the query's. */
function placeOf(request: TreeObject, { query }: Received): Place {
  return {
    region: query.region || textOf(request, "Region"),
    namespace: query.namespace || textOf(request, "Namespace") || "default",
  };
}

function inNamespace(volume: TreeObject, { namespace }: Place): TreeObject {
  return withField(volume, "Namespace", textOf(volume, "Namespace") || namespace);
}

/** Throws `Refusal` for an ID that would be something else in a path. */
async function whereKnown(
  volume: TreeObject,
  field: "ID" | "NodeID",
  find: (id: string) => Promise<TreeObject | undefined>,
): Promise<TreeObject | undefined> {
  const id = textOf(volume, field);
  if (id === "") return undefined;
  if (PLAIN_ID.test(id)) return find(id);
  throw refusal(
    400,
    `"${field}" of the volume is ${JSON.stringify(id)}, which is no ID of Nomad's`,
  );
}

async function volumeToJudge(
  scope: Understood["scope"],
  volume: TreeObject,
  { region, namespace }: Place,
  override: boolean,
  nomad: NomadReader,
): Promise<ToJudge> {
  return {
    scope,
    submitted: writeDocument(volume),
    isStored: false,
    existing: null,
    node: null,
    nodePool: null,
    region: region === "" ? await nomad.region() : region,
    namespace,
    override,
  };
}

function orNull(document: TreeObject | undefined): string | null {
  return document === undefined ? null : writeDocument(document);
}
