import { exitCodes } from "@portcullis/runner";
import { type Command, CommandError } from "../command.js";
import { parseFlags, refuseOperands } from "../flags.js";
import { VERSION } from "../version.js";

const flags = {
  listen: { kind: "string", value: "HOST:PORT", help: "where to listen (default 127.0.0.1:8080)" },
  data: { kind: "string", value: "DIR", help: "folder of the data (default ./.portcullis)" },
  "base-url": {
    kind: "string",
    value: "URL",
    help: "where clients reach the server, if not where it listens",
  },
  "secret-key-file": {
    kind: "string",
    value: "FILE",
    help: "key of signed links (default: one in the folder of the data)",
  },
  "nomad-listen": {
    kind: "string",
    value: "HOST:PORT",
    help: "where to listen to Nomad's clients, as in 127.0.0.1:4646",
  },
  "nomad-upstream": {
    kind: "string",
    value: "URL",
    help: "Nomad server to stand in front of, on 127.0.0.1:4646 or where -nomad-listen says",
  },
  region: { kind: "string", value: "NAME", help: "region of Nomad's policies (default global)" },
  "authoritative-region": {
    kind: "string",
    value: "NAME",
    help: "region in which policies are written (default: the server's own)",
  },
  "region-addresses": {
    kind: "string",
    value: "NAME=URL,...",
    help: "where servers of other regions listen to Nomad's clients",
  },
  evaluators: {
    kind: "string",
    value: "NUMBER",
    help: "evaluations at the same time (default: as many as there are cores, at least 2)",
  },
  opa: {
    kind: "string",
    value: "FILE",
    help: "the program that evaluates policies of kind opa (default: none)",
  },
} as const;

export const serve: Command = {
  name: "serve",
  usage: "[options]",
  description: `Runs the policy server until it is told to stop. The first start makes an administrator's token and prints it, once.
Every option can be given by the environment instead: PORTCULLIS_LISTEN, PORTCULLIS_DATA_DIR, PORTCULLIS_BASE_URL,
PORTCULLIS_SECRET_KEY_FILE. PORTCULLIS_BOOTSTRAP_TOKEN presets the administrator's token. PORTCULLIS_RATE_LIMIT is how many
requests each token may send in one second (default: 30; 0: any number). PORTCULLIS_REDACT_SENSITIVE=true hides the sensitive values
of plans even in what policies print.

With -nomad-listen the server also keeps Nomad's Sentinel policies: "nomad sentinel apply" and its like work with the
administrator's token. A server whose authoritative region is another one follows that, with the management token in
PORTCULLIS_REPLICATION_TOKEN, and sends every write there.

With -nomad-upstream it is a gateway in front of a Nomad server: what submits a job or volume must pass the policies, all else goes
on as it is. It asks Nomad about jobs and namespaces with the management token in PORTCULLIS_NOMAD_TOKEN.
PORTCULLIS_NOMAD_CA_FILE, _CERT_FILE, _KEY_FILE and _TLS_SERVER_NAME are for a server with TLS; PORTCULLIS_NOMAD_HTTP_HOSTS are
the hosts that policies may reach with the import "http" (default: none). PORTCULLIS_NOMAD_STRICT=scale,dispatch checks these two
as well, which Nomad's own enforcement lets pass.

Exit codes: 0 stopped as told, 9 anything else.`,
  flags,
  examples: [
    "portcullis serve",
    "portcullis serve -data ./policies-data -base-url https://portcullis.example.com",
    "portcullis serve -nomad-listen 127.0.0.1:4646",
    "portcullis serve -nomad-upstream http://10.0.0.1:4646",
  ],
  async run(args, terminal) {
    const { flags: given, operands } = parseFlags(flags, args);
    refuseOperands(operands);
    // Only this command needs the server; the others start without loading it.
    const { decodeSettings, startServer } = await import("@portcullis/server");
    const settings = decodeSettings(given, terminal.env);
    const server = await startServer(settings).catch((error: Error) => {
      throw new CommandError(`the server did not start: ${error.message}`);
    });
    // Before the first line tells anybody that there is something to stop.
    const stopped = toldToStop();
    terminal.write(`Portcullis v${VERSION} on ${server.url}, data in ${settings.dataDirectory}\n`);
    if (server.nomadUrl !== null)
      terminal.write(
        settings.gateway === null
          ? `Nomad's policies on ${server.nomadUrl}\n`
          : `Nomad's gateway on ${server.nomadUrl}, in front of ${settings.gateway.url}\n`,
      );
    if (server.firstToken !== null) terminal.write(renderFirstToken(server.firstToken));
    await stopped;
    await server.close();
    return exitCodes.pass;
  },
};

function renderFirstToken(token: string): string {
  return `
Token of the user "admin", shown this once:

    ${token}

`;
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}
