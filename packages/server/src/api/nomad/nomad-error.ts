/** A request that Nomad would refuse: its status, and the whole of its answer's body. */
export class NomadError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
