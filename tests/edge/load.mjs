// How fast a host answers on loopback, and how much memory it takes. Printed, never judged: bank, edge and visitors share one machine.

import { readFileSync, readdirSync } from 'node:fs';

import { ask, headlines } from './http.mjs';

const VISITORS = 8;

export async function measure(host, bank, seconds) {
  const sessions = [...bank.sessions.keys()].filter((session) => session.startsWith(`${host.name}-many-`));
  const memory = [memoryOf(host.pid)];
  const thirds = setInterval(() => memory.push(memoryOf(host.pid)), (seconds * 1000) / 3);
  const took = [];
  let late = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: VISITORS }, async (_, visitor) => {
    for (let n = visitor; performance.now() < until; n += VISITORS) {
      const started = performance.now();
      const { text } = await ask(host, '/home', { session: sessions[n % sessions.length] });
      took.push(performance.now() - started);
      late += Number(headlines(text).length === 0);
    }
  }));
  clearInterval(thirds);
  memory.push(memoryOf(host.pid));
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.floor(share * (took.length - 1))].toFixed(1);
  console.log(`      ${host.name}: ${took.length} pages in ${seconds} s by ${VISITORS} visitors, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms; `
    + `${late} with evergreens alone; memory ${memory.join(', ')} MiB, before, by thirds and after`);
}

/** What a process has in memory, with the processes that it started, in MiB. */
function memoryOf(pid) {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(numbers.flatMap((number) => {
    try {
      return [[number, /\) \S (\d+)/.exec(readFileSync(`/proc/${number}/stat`, 'utf8'))[1]]];
    } catch {
      return [];
    }
  }));
  const isOf = (number) => number === String(pid) || (parents.has(number) && isOf(parents.get(number)));
  const kib = numbers.filter(isOf).map((number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${number}/status`, 'utf8'))?.[1] ?? 0));
  return Math.round(kib.reduce((sum, one) => sum + one, 0) / 1024);
}
