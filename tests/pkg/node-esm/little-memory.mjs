// The module with another limit of its memory, so that a large request exhausts it: a real trap.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The bytes of the module with at most `most` pages of 64 KiB: the bytes of its memory section are `1, flags, least, most`. */
export function moduleWithMostPages(most) {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('tellerside/wasm')));
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  for (;;) {
    const start = at;
    const id = wasm[at++];
    const length = number();
    const end = at + length;
    if (id === 5) {
      const [count, flags, least] = [number(), number(), number()];
      if (count !== 1 || flags !== 1) throw new Error('one memory with a limit was expected');
      const section = [count, flags, ...leb(least), ...leb(most)];
      return new Uint8Array([...wasm.subarray(0, start), 5, ...leb(section.length), ...section, ...wasm.subarray(end)]);
    }
    at = end;
  }
}

/** A request like `request` that needs far more room: names that no campaign reads. */
export function largeRequest(request) {
  const features = { ...request.features.features };
  for (let n = 0; n < 40_000; n += 1) features[`room.${n}`] = n;
  return { ...request, features: { ...request.features, features }, history: { events: [], history: 1, seed: '00000000000000aa' } };
}

function leb(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
}
