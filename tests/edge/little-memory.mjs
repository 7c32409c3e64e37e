// The module with so little memory that one customer's vector exhausts it: a real trap.

const PAGE = 65_536;

/** The pages of memory that loading and small decisions need, and no more. */
export async function pagesNeeded(load, material, request) {
  const { Instance } = WebAssembly;
  let memory;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      memory = this.exports.memory;
    }
  };
  try {
    const engine = await load();
    for (let times = 0; times < 20; times += 1) engine.decide({ ...request, now: new Date().toISOString() });
    // Twice, as when a bundle is updated.
    engine.update(material.bundle, { now: new Date().toISOString(), policy: { ...JSON.parse(material.policy), deny: ['nothing'] } });
    engine.close();
    return memory.buffer.byteLength / PAGE;
  } finally {
    WebAssembly.Instance = Instance;
  }
}

/** The module with another limit of its memory: the bytes of its memory section are `1, flags, least, most`. */
export function withMostPages(wasm, most) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);
  for (;;) {
    const start = at;
    const id = wasm[at++];
    const length = number();
    const end = at + length;
    if (id === 5) {
      const [count, flags, least] = [number(), number(), number()];
      if (count !== 1 || flags !== 1) throw new Error('one memory with a limit was expected');
      const section = [count, flags, ...leb(least), ...leb(most)];
      return Buffer.from([...wasm.subarray(0, start), 5, ...leb(section.length), ...section, ...wasm.subarray(end)]);
    }
    at = end;
  }
}
