/** What the two worlds of a page say to each other. Functions and promises travel as numbers. */
export type BridgeMessage =
  | { readonly op: 'expose'; readonly key: string; readonly value: unknown }
  | { readonly op: 'call'; readonly id: number; readonly values: unknown }
  | { readonly op: 'answer'; readonly ok: boolean; readonly value: unknown }
  | { readonly op: 'settle'; readonly id: number; readonly ok: boolean; readonly value: unknown }
  | { readonly op: 'open'; readonly url: string };

export type BridgeEnd = {
  pack(value: unknown): unknown;
  unpack(value: unknown): unknown;
  /** Takes a call, an answer or a settlement from the other end; anything else is left to the caller. */
  receive(message: BridgeMessage): void;
};

/**
 * One of the two equal ends of the context bridge. `send` must reach the other end before it returns, `mark` is a
 * secret prefix of the members that stand for functions and promises, `sign` (1 or -1) keeps the numbers of both ends
 * apart, `frozen` freezes what arrives. Runs as text in both worlds: therefore one function that names nothing outside.
 */
export function createBridgeEnd(options: {
  readonly send: (message: BridgeMessage) => void;
  readonly mark: string;
  readonly sign: 1 | -1;
  readonly frozen: boolean;
}): BridgeEnd {
  type AnyFunction = (...values: unknown[]) => unknown;
  type Settle = { resolve(value: unknown): void; reject(reason: unknown): void };
  const { send } = options;
  const functionMark = `${options.mark}f`;
  const promiseMark = `${options.mark}p`;
  const freeze = options.frozen ? Object.freeze : <T>(value: T): T => value;
  const ids = new Map<AnyFunction, number>();
  const functions = new Map<number, AnyFunction>();
  const proxies = new Map<number, AnyFunction>();
  const promises = new Map<number, Settle>();
  let lastId = 0;
  let answer: Extract<BridgeMessage, { op: 'answer' }> | undefined;

  function nextId(): number {
    lastId += 1;
    return lastId * options.sign;
  }

  function isFunction(value: unknown): value is AnyFunction {
    return typeof value === 'function';
  }

  function isPlain(value: object): boolean {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  }

  function asError(reason: unknown): Error {
    return reason instanceof Error ? reason : new Error(String(reason));
  }

  function packFunction(value: AnyFunction): unknown {
    let id = ids.get(value);
    if (id === undefined) {
      id = nextId();
      ids.set(value, id);
      functions.set(id, value);
    }
    return { [functionMark]: id };
  }

  function packPromise(value: Promise<unknown>): unknown {
    const id = nextId();
    value.then(
      (result) => send({ op: 'settle', id, ok: true, value: pack(result) }),
      (reason) => send({ op: 'settle', id, ok: false, value: asError(reason) }),
    );
    return { [promiseMark]: id };
  }

  function pack(value: unknown): unknown {
    if (isFunction(value)) return packFunction(value);
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Promise) return packPromise(value);
    if (Array.isArray(value)) return value.map(pack);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, pack(member)]));
  }

  function callOther(id: number, values: unknown[]): unknown {
    answer = undefined;
    send({ op: 'call', id, values: pack(values) });
    const given = answer as Extract<BridgeMessage, { op: 'answer' }> | undefined;
    answer = undefined;
    // Values that cannot be cloned arrive as nothing at all, and nobody answers.
    if (!given) throw new Error('An object could not be cloned.');
    if (!given.ok) throw given.value;
    return unpack(given.value);
  }

  function proxyOf(id: number): AnyFunction {
    let proxy = proxies.get(id);
    if (!proxy) {
      proxy = (...values) => callOther(id, values);
      proxies.set(id, proxy);
    }
    return proxy;
  }

  function unpack(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return freeze(value.map(unpack));
    if (!isPlain(value)) return value;
    if (functionMark in value) return proxyOf(Number(Reflect.get(value, functionMark)));
    if (promiseMark in value) {
      const id = Number(Reflect.get(value, promiseMark));
      return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
    }
    return freeze(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unpack(member)])));
  }

  function runCall(message: Extract<BridgeMessage, { op: 'call' }>): void {
    let reply: BridgeMessage;
    try {
      const target = functions.get(message.id);
      const values = unpack(message.values);
      if (!target || !Array.isArray(values)) throw new Error('no such function');
      reply = { op: 'answer', ok: true, value: pack(target(...values)) };
    } catch (reason) {
      reply = { op: 'answer', ok: false, value: asError(reason) };
    }
    send(reply);
  }

  function settle(message: Extract<BridgeMessage, { op: 'settle' }>): void {
    const promise = promises.get(message.id);
    promises.delete(message.id);
    if (message.ok) promise?.resolve(unpack(message.value));
    else promise?.reject(message.value);
  }

  return {
    pack,
    unpack,
    receive(message) {
      if (message.op === 'call') runCall(message);
      else if (message.op === 'answer') answer = message;
      else if (message.op === 'settle') settle(message);
    },
  };
}
