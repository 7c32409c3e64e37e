'use client';

// Slots in React: one decision a provider, and each slot told of what it holds. No JSX, and nothing of React beyond what is imported here.

import { createContext, createElement, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { refused } from './options.js';
import { Slots, whenSeen } from './slots.js';

/** Of a provider whose engine is not there yet: null. Without a provider: undefined. */
const SlotsContext = createContext(undefined);
SlotsContext.displayName = 'Tellerside';

/** On the server and while hydrating, nothing is placed; neither is it while there is no engine. */
const nothing = () => null;
const never = () => nothing;

function TellersideProvider(props) {
  const [held, hold] = useState(() => begun(props));
  // Another engine is another decision. What else a provider is given counts when it begins.
  const isOther = held.engine !== props.engine || held.slots !== props.slots;
  const used = isOther ? begun(props) : held;
  if (isOther) hold(used);
  useEffect(() => { used.begun?.start(); }, [used]);
  return createElement(SlotsContext.Provider, { value: used.begun }, props.children);
}

/** React may make two and drop one: making and preparing writes nothing. */
function begun({ slots, engine, request, history, now }) {
  if (slots !== undefined) return { slots, engine, begun: slots };
  if (engine === null || engine === undefined) return { slots, engine, begun: null };
  const options = { engine, request };
  if (history !== undefined) options.history = history;
  if (now !== undefined) options.now = now;
  const made = new Slots(options);
  made.prepare();
  return { slots, engine, begun: made };
}

/** The slots of the nearest provider. */
function useSlots() {
  const slots = useContext(SlotsContext);
  if (slots === undefined) throw refused('TellersideProvider', 'render this below a TellersideProvider');
  return slots;
}

function useSlot(name) {
  const slots = useSlots();
  const placement = useSyncExternalStore(slots?.subscribe ?? never, () => slots?.placement(name) ?? null, nothing);
  const observe = useCallback((kind) => {
    if (placement !== null) slots.observe({ kind, placement: placement.id });
  }, [slots, placement]);
  // React calls it with the element, and with null when that goes.
  const seen = useMemo(() => {
    let stop = nothing;
    return (element) => {
      stop();
      stop = element === null || placement === null ? nothing : whenSeen(element, () => observe('impression'));
    };
  }, [placement, observe]);
  return useMemo(() => ({ placement, observe, seen }), [placement, observe, seen]);
}

export { TellersideProvider, useSlot, useSlots };
