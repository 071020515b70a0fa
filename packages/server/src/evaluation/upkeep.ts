import type { Logger } from "pino";
import { type Duration, MINUTE } from "../domain/clock.js";

/** How often it is looked for what has become overdue. */
const INTERVAL: Duration = MINUTE;

/** What must be done again and again while a server runs, one after the other. Returns how much was done. */
export type Chore = () => Promise<number>;

/** Does chores, now and then. A chore that fails is logged, and tried again the next time. */
export class Upkeep {
  private timer: NodeJS.Timeout | null = null;
  private inProgress: Promise<void> = Promise.resolve();

  constructor(
    private readonly chores: Readonly<Record<string, Chore>>,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => {
      this.inProgress = this.inProgress.then(() => this.doAll());
    }, INTERVAL);
  }

  async close(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.inProgress;
  }

  async doAll(): Promise<void> {
    for (const [name, chore] of Object.entries(this.chores)) {
      try {
        const count = await chore();
        if (count > 0) this.log.info({ count }, name);
      } catch (error) {
        this.log.error({ err: error }, `failed: ${name}`);
      }
    }
  }
}
