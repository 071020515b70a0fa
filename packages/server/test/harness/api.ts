/** A resource as far as tests look into it. */
interface Resource {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: Readonly<Record<string, string>>;
}

/** The API of a server that listens, called as a client without any library would. */
export class Api {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  async status(method: string, path: string, body?: unknown): Promise<number> {
    return (await this.fetch(method, path, body)).status;
  }

  async answer(method: string, path: string, body?: unknown) {
    const response = await this.fetch(method, path, body);
    return { status: response.status, text: await response.text() };
  }

  async text(path: string): Promise<string> {
    return (await this.fetch("GET", path)).text();
  }

  async get(path: string): Promise<Resource> {
    return this.resource(await this.fetch("GET", path));
  }

  async list(path: string): Promise<readonly Resource[]> {
    return this.data(await this.fetch("GET", path));
  }

  /** Creates a resource, or does something to one. */
  async post(path: string, body?: unknown): Promise<Resource> {
    return this.resource(await this.fetch("POST", path, body));
  }

  /** Creates a resource from its type, attributes and the ids of related ones by their type. */
  async create(
    path: string,
    type: string,
    attributes: object,
    related: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<Resource> {
    const relationships = Object.fromEntries(
      Object.entries(related).map(([name, ids]) => [
        name,
        { data: ids.map((id) => ({ id, type: name })) },
      ]),
    );
    return this.post(path, { data: { type, attributes, relationships } });
  }

  async createRun(workspace: Resource): Promise<Resource> {
    const data = { id: workspace.id, type: "workspaces" };
    return this.post("/runs", {
      data: {
        type: "runs",
        attributes: { "plan-upload": true },
        relationships: { workspace: { data } },
      },
    });
  }

  async upload(path: string, content: string): Promise<number> {
    return (await this.fetch("PUT", path, content)).status;
  }

  private fetch(method: string, path: string, body?: unknown): Promise<Response> {
    const isLink = path.startsWith("http");
    return fetch(isLink ? path : `${this.url}/api/v2${path}`, {
      method,
      ...(isLink ? {} : { headers: { authorization: `Bearer ${this.token}` } }),
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  private async resource(response: Response): Promise<Resource> {
    return this.data<Resource>(response);
  }

  private async data<Data>(response: Response): Promise<Data> {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
    return JSON.parse(text).data;
  }
}
