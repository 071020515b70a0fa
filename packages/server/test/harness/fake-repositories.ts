import type { Page, PageRequest } from "../../src/domain/page.js";
import {
  type Remote,
  type Repositories,
  RepositoryFault,
  type Snapshot,
  type Wanted,
} from "../../src/domain/vcs/repositories.js";
import {
  type Account,
  CatalogFault,
  type RepositoryCatalog,
} from "../../src/domain/vcs/repository-catalog.js";

/** One repository that every address leads to, at a commit that a test chooses. */
export class FakeRepositories implements Repositories {
  /** Null: it cannot be reached. */
  commit: string | null = "8766a423cb902887deb0f7da4d9beaed432984bb";
  readonly asked: Remote[] = [];

  async head(remote: Remote): Promise<string> {
    this.asked.push(remote);
    if (this.commit !== null) return this.commit;
    throw new RepositoryFault(
      "repository-unreachable",
      `host "${new URL(remote.url).host}" is gone`,
    );
  }

  async fetch<Result>(
    remote: Remote,
    { known }: Wanted,
    use: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result> {
    const commit = await this.head(remote);
    const isNews = known !== commit;
    return use({ commit, fingerprint: commit, archive: isNews ? content(commit) : null });
  }
}

/** A provider whose accounts may read all of these, or that cannot be reached. */
export class FakeCatalog implements RepositoryCatalog {
  identifiers: readonly string[] | null = ["acme/modules", "acme/policies"];

  async list({ apiUrl }: Account, { number, size }: PageRequest): Promise<Page<string>> {
    if (this.identifiers === null) throw new CatalogFault(`host "${new URL(apiUrl).host}" is gone`);
    const items = this.identifiers.slice((number - 1) * size, number * size);
    return { items, number, size, total: null, hasNext: number * size < this.identifiers.length };
  }
}

async function* content(commit: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`archive of ${commit}`);
}
