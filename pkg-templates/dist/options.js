// How the entries beside the engine read what a host hands them.

import { InputError } from './errors.js';

const { create, freeze, keys } = Object;
const { isArray } = Array;

/** The own properties of `options` that are among `names`; any other would be a typing error without effect. */
function known(options = {}, names) {
  const own = create(null);
  if (!isObject(options)) throw refused('$', 'options are an object');
  for (const name of keys(options)) {
    if (!names.includes(name)) throw refused(name, `unknown option; known are ${names.join(', ')}`);
    own[name] = options[name];
  }
  return freeze(own);
}

function refused(path, message) {
  return new InputError('OPTIONS_INVALID', message, path);
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** `value` and all that it holds, so that whoever is handed it changes nobody else's. */
function frozen(value) {
  if (typeof value === 'object' && value !== null) for (const name of keys(value)) frozen(value[name]);
  return freeze(value);
}

export { frozen, isObject, known, refused };
