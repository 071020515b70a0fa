import type { PluginEntry } from "@portcullis/config";
import {
  type FunctionCall,
  FunctionValue,
  isMap,
  mapGet,
  mapKeys,
  type Namespace,
  NamespaceError,
  Receiver,
  type Value,
} from "@portcullis/language";
import { BlockingError, type BlockingThread } from "../blocking/blocking-thread.js";
import {
  configureRequest,
  getRequest,
  type PluginAnswer,
  type PluginKey,
  readAnswer,
  readInstanceId,
} from "./plugin-messages.js";
import { PluginValueError } from "./plugin-value.js";
import { MessageError } from "./protobuf.js";

/** LIMIT: milliseconds for each question to a plugin. */
const CALL_MILLISECONDS = 30_000;

/** LIMIT: steps that a question is worth, so many that the evaluation looks at its clock afterwards. */
const CALL_STEPS = 100_000;

/**
 * An import that a program of its own provides (Plugins). It is started when a policy first uses it.
 * What is read is asked once; functions and methods are called each time. A path such as `a.b(1).c` is
 * asked step by step, so that what an import shows at `a` must be a value by itself.
 */
export class PluginImport implements Namespace {
  private readonly entry: PluginEntry;
  private readonly path: string;
  private readonly thread: BlockingThread;
  private readonly known = new Map<string, Value | undefined>();
  private running: { readonly plugin: number; readonly instanceId: bigint } | undefined;

  constructor(entry: PluginEntry, path: string, thread: BlockingThread) {
    this.entry = entry;
    this.path = path;
    this.thread = thread;
  }

  get(key: string): Value | undefined {
    if (!this.known.has(key)) this.known.set(key, this.value(this.ask([{ key, args: undefined }])));
    return this.known.get(key);
  }

  findFunction(key: string): FunctionValue {
    return new PluginFunction((args, call) => {
      call.charge(CALL_STEPS);
      return this.answerOf(key, call, () => this.ask([{ key, args }]));
    });
  }

  /** A call of a method on an object that the plugin made; it gets what the object holds. */
  callMethod(object: PluginObject, key: string, args: readonly Value[], call: FunctionCall): Value {
    call.charge(CALL_STEPS);
    return this.answerOf(key, call, () => this.ask([{ key, args }], object.entries));
  }

  private answerOf(key: string, call: FunctionCall, ask: () => PluginAnswer): Value {
    try {
      return this.value(call.once(ask)) ?? call.undefined();
    } catch (error) {
      if (!(error instanceof NamespaceError)) throw error;
      return call.fail("function-failed", key, error.message);
    }
  }

  private value({ value, isCallable }: PluginAnswer): Value | undefined {
    if (!isCallable || value === undefined || !isMap(value)) return value;
    const entries = mapKeys(value).map((key) => [String(key), mapGet(value, key) ?? null] as const);
    return new PluginObject(this, new Map(entries));
  }

  private ask(keys: readonly PluginKey[], context?: ReadonlyMap<string, Value>): PluginAnswer {
    try {
      this.running ??= this.start();
      const { plugin, instanceId } = this.running;
      const deadline = Math.ceil((Date.now() + CALL_MILLISECONDS) / 1000);
      const message = getRequest(instanceId, deadline, keys, context);
      return readAnswer(this.call(plugin, "Get", message));
    } catch (error) {
      if (
        error instanceof BlockingError ||
        error instanceof PluginValueError ||
        error instanceof MessageError
      )
        throw new NamespaceError(`plugin "${this.entry.name}": ${ownWords(error.message)}`);
      throw error;
    }
  }

  private start(): { plugin: number; instanceId: bigint } {
    const { args, env, config } = this.entry;
    const program = { path: this.path, args, env: Object.fromEntries(env) };
    const plugin = this.thread.call("start-plugin", program, CALL_MILLISECONDS);
    const response = this.call(plugin, "Configure", configureRequest(config));
    return { plugin, instanceId: readInstanceId(response) };
  }

  private call(plugin: number, procedure: string, message: Uint8Array): Buffer {
    const question = { plugin, procedure, message, timeout: CALL_MILLISECONDS };
    return Buffer.from(this.thread.call("call-plugin", question, CALL_MILLISECONDS));
  }
}

/** What a plugin says, without the words that the engine puts before it anyway. */
function ownWords(text: string): string {
  return text.replace(/^error (?:calling function|retrieving key) "[^"]*": /, "");
}

class PluginFunction extends FunctionValue {
  readonly parameterCount = Number.POSITIVE_INFINITY;
  private readonly implementation: (args: readonly Value[], call: FunctionCall) => Value;

  constructor(implementation: (args: readonly Value[], call: FunctionCall) => Value) {
    super();
    this.implementation = implementation;
  }

  override call(args: readonly Value[], call: FunctionCall): Value {
    return this.implementation(args, call);
  }
}

/** A map of a plugin on which methods can be called. */
class PluginObject extends Receiver {
  readonly entries: ReadonlyMap<string, Value>;
  private readonly plugin: PluginImport;

  constructor(plugin: PluginImport, entries: ReadonlyMap<string, Value>) {
    super();
    this.plugin = plugin;
    this.entries = entries;
  }

  override keys(): readonly string[] {
    return [...this.entries.keys()].sort();
  }

  override get(key: string): Value | undefined {
    return this.entries.get(key);
  }

  override findMethod(key: string): FunctionValue {
    return new PluginFunction((args, call) => this.plugin.callMethod(this, key, args, call));
  }
}
