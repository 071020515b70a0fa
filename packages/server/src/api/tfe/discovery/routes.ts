import { noContent, plainJson } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { exactly, object } from "../schemas.js";

/** COMPAT (Terraform command, discovery): what the command and the provider look for, one each. */
const SERVICES = {
  "tfe.v2": "/api/v2/",
  "tfe.v2.1": "/api/v2/",
  "tfe.v2.2": "/api/v2/",
} as const;

export const discoveryRoutes = (): TfeRoute[] => [
  route("GET", "/.well-known/terraform.json", {
    operation: "server.discover",
    doc: "Remote service discovery of the Terraform command: Discover the API",
    statuses: [200],
    isRoot: true,
    access: "open",
    response: object(
      {
        "tfe.v2": exactly(SERVICES["tfe.v2"]),
        "tfe.v2.1": exactly(SERVICES["tfe.v2.1"]),
        "tfe.v2.2": exactly(SERVICES["tfe.v2.2"]),
      },
      { title: "DiscoveryDocument" },
    ),
    mediaType: "application/json",
    handle: async () => plainJson(SERVICES),
  }),

  route("GET", "/ping", {
    operation: "server.ping",
    doc: "Terraform API: Ask whether the server is there",
    statuses: [204],
    access: "open",
    response: "nothing",
    handle: async () => noContent(),
  }),
];
