import { bool, struct, text } from "./shape.js";

export const volumeMount = struct({
  Volume: text,
  Destination: text,
  ReadOnly: bool,
  PropagationMode: text,
  SELinuxLabel: text,
});
