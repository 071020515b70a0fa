import { isNumeric, isString, quote, textOf, toDouble, type Value } from "@portcullis/language";
import { ImportConfigError, type ImportEnvironment } from "../define-import.js";
import { type Moment, momentOfUnix, parseRfc3339 } from "./moment.js";
import { findZone, utc, type Zone } from "./zone.js";

/** The time that policies are told, in the zone that they are told it in. */
export function currentMoment({ evaluatedAt, config = new Map() }: ImportEnvironment): Moment {
  for (const key of config.keys())
    if (key !== "timezone" && key !== "fixed_time")
      throw new ImportConfigError(
        `import "time" has no setting ${quote(key)}; it has "timezone" and "fixed_time"`,
      );
  const zone = configuredZone(config.get("timezone"));
  const fixed = config.get("fixed_time");
  return fixed === undefined ? { nanoseconds: evaluatedAt, zone } : fixedMoment(fixed, zone);
}

function configuredZone(name: Value | undefined): Zone {
  if (name === undefined) return utc;
  const zone = isString(name) ? findZone(textOf(name)) : undefined;
  if (zone !== undefined) return zone;
  const given = isString(name) ? quote(textOf(name)) : "that";
  throw new ImportConfigError(
    `"timezone" of import "time" must be a name like "Australia/Brisbane" or "UTC", and ${given} is none`,
  );
}

function fixedMoment(time: Value, zone: Zone): Moment {
  const moment = isNumeric(time)
    ? momentOfUnix(typeof time === "bigint" ? time : toDouble(time), zone)
    : isString(time)
      ? parseRfc3339(textOf(time))
      : undefined;
  if (moment === undefined)
    throw new ImportConfigError(
      `"fixed_time" of import "time" must be a number of seconds since 1970 or a time like "2006-01-02T15:04:05Z"`,
    );
  return moment;
}
