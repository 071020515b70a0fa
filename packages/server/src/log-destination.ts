import { type DestinationStream, pino } from "pino";

/**
 * Where log lines go: the file with this number. Those of one turn of the event loop are written at once,
 * for a server that answers many requests would spend as long on their lines as on its sockets. What is
 * left when the process ends by itself is written then.
 */
export function logDestination(fd: number): DestinationStream {
  const file = pino.destination({ dest: fd, sync: true });
  let waiting = "";
  const write = () => {
    const lines = waiting;
    waiting = "";
    if (lines !== "") file.write(lines);
  };
  process.once("exit", write);
  return {
    write: (line) => {
      if (waiting === "") setImmediate(write);
      waiting += line;
    },
  };
}
