import {
  anyType,
  type FunctionCall,
  isInt,
  isNumeric,
  isString,
  kindOf,
  mismatch,
  type ParameterType,
  quote,
  textOf,
  toDouble,
  toInt,
  type Value,
} from "@portcullis/language";
import {
  defineReceiver,
  type MethodDefinition,
  method,
  type ReceiverType,
} from "../define-receiver.js";
import {
  clockOf,
  isInRange,
  type Moment,
  momentOfUnix,
  offsetSeconds,
  parseRfc3339,
  unixSeconds,
} from "./moment.js";
import type { Zone } from "./zone.js";

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const weekdayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A number of nanoseconds; a fraction is cut off (release notes of 0.14.4). */
const durationType: ParameterType<bigint> = {
  name: "int",
  convert: (value) => {
    if (!isNumeric(value)) return mismatch;
    if (isInt(value)) return BigInt(value as number | bigint);
    const double = Math.trunc(toDouble(value));
    return Math.abs(double) < 2 ** 63 ? BigInt(double) : mismatch;
  },
};

const minInt = -(2n ** 63n);
const maxInt = 2n ** 63n - 1n;

/** A moment as policies see it. */
export const timespace: ReceiverType<Moment> = defineReceiver<Moment>("timespace", {
  fields: {
    day: (moment) => clockOf(moment).getUTCDate(),
    hour: (moment) => clockOf(moment).getUTCHours(),
    minute: (moment) => clockOf(moment).getUTCMinutes(),
    month: (moment) => clockOf(moment).getUTCMonth() + 1,
    month_name: (moment) => monthNames[clockOf(moment).getUTCMonth()],
    second: (moment) => clockOf(moment).getUTCSeconds(),
    unix: (moment) => toInt(unixSeconds(moment)),
    // COMPAT (Go, which the language's runtime is written in): beyond the years 1678 to 2262 it wraps.
    unix_nano: (moment) => toInt(moment.nanoseconds),
    weekday: (moment) => clockOf(moment).getUTCDay(),
    weekday_name: (moment) => weekdayNames[clockOf(moment).getUTCDay()],
    year: (moment) => clockOf(moment).getUTCFullYear(),
    zone: offsetSeconds,
    zone_string: (moment) => offsetText(offsetSeconds(moment)),
  },
  methods: {
    add: method({ duration: durationType }, (moment, { duration }, call) => {
      const nanoseconds = moment.nanoseconds + duration;
      return isInRange(nanoseconds)
        ? timespace.of({ ...moment, nanoseconds })
        : call.fail("function-failed", "add", "the time is out of range");
    }),
    after: comparison((moment, other) => moment > other),
    before: comparison((moment, other) => moment < other),
    equal: comparison((moment, other) => moment === other),
    // COMPAT (Go): a difference beyond 64 bits is the largest one that fits.
    sub: method({ other: anyType }, (moment, { other }, call) => {
      const difference = moment.nanoseconds - toMoment("sub", other, moment.zone, call).nanoseconds;
      if (difference > maxInt) return toInt(maxInt);
      return toInt(difference < minInt ? minInt : difference);
    }),
  },
});

function comparison(compare: (moment: bigint, other: bigint) => boolean): MethodDefinition<Moment> {
  return (name) =>
    method({ other: anyType }, (moment: Moment, { other }, call) =>
      compare(moment.nanoseconds, toMoment(name, other, moment.zone, call).nanoseconds),
    )(name);
}

/** What a policy may give for a time: seconds since the epoch, a text of RFC 3339 or a timespace. */
export function toMoment(name: string, value: Value, zone: Zone, call: FunctionCall): Moment {
  const moment = timespace.stateOf(value);
  if (moment !== undefined) return moment;
  if (isString(value)) {
    const text = textOf(value).slice(0, MAX_TIME_LENGTH);
    const example = 'write it like "2006-01-02T15:04:05Z" or "2006-01-02T15:04:05+07:00"';
    return (
      parseRfc3339(text) ??
      call.fail("function-failed", name, `${quote(text)} is no time of RFC 3339; ${example}`)
    );
  }
  if (!isNumeric(value)) return call.fail("argument-type", name, "time", kindOf(value));
  return (
    momentOfUnix(typeof value === "bigint" ? value : toDouble(value), zone) ??
    call.fail("function-failed", name, "the time is out of range")
  );
}

/** LIMIT: characters of a time that are looked at; more than the nanoseconds of any. */
const MAX_TIME_LENGTH = 100;

function offsetText(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const twoDigits = (value: number): string => String(value).padStart(2, "0");
  return `${offset < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
