import { anyType, fn } from "@portcullis/language";
import { defineOpenedImport, openImport } from "../define-import.js";
import { currentMoment } from "./configuration.js";
import { timespace, toMoment } from "./timespace.js";

export const time = defineOpenedImport(
  "time",
  {},
  (environment) => {
    const now = currentMoment(environment);
    return openImport({
      functions: {
        load: fn({ time: anyType }, anyType, (args, call) =>
          timespace.of(toMoment("load", args.time, now.zone, call)),
        ),
      },
      values: {
        hour: 3_600_000_000_000,
        microsecond: 1_000,
        millisecond: 1_000_000,
        minute: 60_000_000_000,
        nanosecond: 1,
        now: timespace.of(now),
        second: 1_000_000_000,
      },
    });
  },
  { receivers: [timespace] },
);
