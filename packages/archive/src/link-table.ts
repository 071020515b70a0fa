import { ArchiveError, quoted } from "./archive-error.js";
import { parseLinkTarget } from "./entry-path.js";
import { MAX_LINKS, MAX_LINKS_FOLLOWED } from "./limits.js";

/** What is at a place of the archive, as far as links are concerned. */
interface Place {
  readonly below: Map<string, Place>;
  target?: readonly string[];
}

type Walk = { readonly path: string } | { readonly failure: "leaves" | "circle" };

/**
 * The symbolic links of an archive, which exist here and nowhere else: no file system ever sees one.
 * Paths are relative to the root of the archive, with `/` between their parts.
 */
export class LinkTable {
  private readonly root: Place = { below: new Map() };
  private readonly links: string[] = [];

  /** Throws `ArchiveError` for a target that cannot be inside, and for one link too many. */
  add(path: string, target: string): void {
    if (this.links.push(path) > MAX_LINKS)
      throw new ArchiveError(
        `the archive has more than ${MAX_LINKS} symbolic links; pack what they stand for`,
      );
    let place = this.root;
    for (const part of path.split("/")) {
      const next = place.below.get(part) ?? { below: new Map() };
      place.below.set(part, next);
      place = next;
    }
    place.target = parseLinkTarget(path, target);
  }

  /** Where a path leads; nothing when that is outside of the archive or never ends. */
  follow(path: string): string | undefined {
    const walk = this.walk(path);
    return "path" in walk ? walk.path : undefined;
  }

  /** Where the links are. */
  paths(): Iterable<string> {
    return this.links;
  }

  /**
   * Throws `ArchiveError` when a link leads out of the archive, be it by way of others. One that leads
   * nowhere or in a circle is as good as a file that is not there.
   */
  refuseEscapes(): void {
    for (const path of this.links) {
      const walk = this.walk(path);
      if ("failure" in walk && walk.failure === "leaves") throw leaves(path);
    }
  }

  private walk(path: string): Walk {
    /** What was entered, the root left out; a place is only known where a link is below it. */
    const entered: { readonly name: string; readonly place: Place | undefined }[] = [];
    const ahead = path.split("/").reverse();
    let followed = 0;
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (entered.pop() === undefined) return { failure: "leaves" };
        continue;
      }
      const around = entered.length === 0 ? this.root : entered.at(-1)?.place;
      const place = around?.below.get(name);
      if (place?.target === undefined) entered.push({ name, place });
      else if (++followed > MAX_LINKS_FOLLOWED) return { failure: "circle" };
      else ahead.push(...[...place.target].reverse());
    }
    return { path: entered.map(({ name }) => name).join("/") };
  }
}

function leaves(path: string): ArchiveError {
  return new ArchiveError(
    `entry ${quoted(path)} is a symbolic link that leads out of the archive; pack what it stands for`,
  );
}
