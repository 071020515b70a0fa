/** A request as a policy describes it. */
export interface HttpPortRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  /** Seconds for everything, redirects included. */
  readonly timeout: number;
  /** Whether a certificate that nobody vouches for is an error. */
  readonly verifyCertificate: boolean;
}

/** What became of a request. */
export type HttpPortAnswer =
  | {
      readonly kind: "response";
      readonly status: number;
      /** One text for each name. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly kind: "timeout"; readonly message: string }
  /** `message` says why, and what to do if the host was not allowed. */
  | { readonly kind: "failure"; readonly message: string };

/** The network as policies may use it. Both calls block: an evaluation cannot wait otherwise. */
export interface HttpPort {
  /** Sends a request and follows its redirects. */
  send(request: HttpPortRequest): HttpPortAnswer;
  /** Does nothing for some milliseconds. */
  wait(milliseconds: number): void;
}

/** The network of a host that lets policies have none. */
export const noNetwork: HttpPort = {
  send: () => ({ kind: "failure", message: "no host may be reached from here" }),
  wait: () => {},
};
