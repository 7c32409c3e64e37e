/**
 * A queue for what was measured. Its requests leave at fixed times and have one size, whatever was shown and whether anything was.
 *
 * @example
 * import { measurements } from 'tellerside/measure';
 *
 * const queue = measurements({
 *   send: async (body) => {
 *     const taken = await fetch('/measure', { method: 'POST', body, keepalive: true });
 *     if (!taken.ok) throw new Error(`${taken.status}`);   // what throws comes again
 *   },
 * });
 * queue.start();
 * const ghosts = queue.decided(decision, before);          // `before` is the history that the request had
 * queue.observed({ at: now, kind: 'impression', placement: placement.id });   // as for engine.observe
 *
 * @module tellerside/measure
 */
import type { Decision, History, MomentText } from './index.js';

/** What `measurements` takes. */
export interface MeasureOptions {
  /** Hands one body on: `size` characters of ASCII, JSON. Where it throws or rejects, the events come again; it should not wait for ever. */
  send: (body: string) => unknown;
  /** Milliseconds between two requests: 60,000 unless said, 1,000 to 86,400,000. */
  every?: number;
  /** Characters, and bytes, of each body: 8,192 unless said, 1,024 to 65,536. What does not fit waits for the next. */
  size?: number;
  /** How many events wait at most: 500 unless said. What comes beyond is dropped, and the next body says how many were. */
  most?: number;
  /** Calls `work` every `ms` milliseconds and gives what ends that; `setInterval` unless said. */
  timer?: (work: () => void, ms: number) => () => void;
  /** 16 hexadecimal digits at random, for the id of an event; of `crypto.getRandomValues` unless said. */
  random?: () => string;
}

/** What the comparison group would have been shown. */
export interface Ghost {
  campaign: string;
  id: string;
  slot: string;
}

/** What `observed` takes: the very event of `Engine.observe`, or a ghost by its id. */
export interface MeasuredEvent {
  /** Only its day, as it is written, is measured. */
  at: MomentText;
  /** Others than `impression`, `click`, `dismiss`, `start` and `ghost` are not measured. */
  kind: string;
  placement?: string;
}

/** The queue; its functions may be used without it. */
export interface MeasureQueue {
  /**
   * Remembers what a decision placed, so that events can name it, and tells the ghosts that `before` does not have. Say `ghost` of each when an
   * impression would have counted: when half of its slot was visible for a second.
   */
  decided(decision: Decision, before?: History | null): Ghost[];
  /** Queues an event, the first of its kind of one placement; whether it was queued. */
  observed(event: MeasuredEvent): boolean;
  /** Sends one body every `every` milliseconds from now on, also where nothing happened. */
  start(): void;
  /** Sends no more; what waits stays. */
  stop(): void;
  /** Sends one body now, as on `pagehide`. Never rejects. */
  drain(): Promise<void>;
  /** Events that wait, were taken, dropped since there was no room, or refused since they were none; and how many requests failed. */
  status(): { waiting: number; sent: number; failed: number; dropped: number; refused: number };
}

/** A queue; wrong options are an `InputError`. */
export function measurements(options: MeasureOptions): MeasureQueue;
