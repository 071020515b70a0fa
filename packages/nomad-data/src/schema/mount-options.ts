import { list, struct, text } from "./shape.js";

export const mountOptions = struct({ FSType: text, MountFlags: list(text) });
