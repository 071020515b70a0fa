import type { Terminal } from "../src/command.js";
import { main } from "../src/main.js";

export interface Played {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Everything that was asked, one question after the other. */
  readonly asked: string;
  readonly progress: readonly string[];
  /** What a live line showed, one picture after the other. */
  readonly lines: readonly string[];
}

export interface Stage {
  readonly env?: Readonly<Record<string, string>>;
  /** What somebody at the terminal answers; without answers there is nobody. */
  readonly answers?: readonly string[];
  readonly isColoured?: boolean;
  readonly isWatched?: boolean;
  readonly isTerminal?: boolean;
}

/** Runs a command in this process, with a terminal that keeps what it is told. */
export async function play(
  args: readonly string[],
  { env = {}, answers, isColoured = false, isWatched = false, isTerminal = false }: Stage = {},
): Promise<Played> {
  let stdout = "";
  let stderr = "";
  let asked = "";
  const progress: string[] = [];
  const lines: string[] = [];
  const left = [...(answers ?? [])];
  const terminal: Terminal = {
    env,
    isColoured,
    isTerminal,
    ...(answers && {
      ask: async (question: string) => {
        asked += question;
        const answer = left.shift();
        if (answer === undefined) throw new Error("one question too many");
        return answer;
      },
    }),
    ...(isWatched && {
      showProgress: (text: string) => void progress.push(text),
      live: (text: string) => void lines.push(text),
    }),
    write: (text) => {
      stdout += text;
    },
    writeError: (text) => {
      stderr += text;
    },
  };
  const code = await main(args, terminal);
  return { code, stdout, stderr, asked, progress, lines };
}
