// The configuration, checked once when the Worker starts: what is wrong is told then, and not by a page without offers.

const NAME = /^[a-z0-9._-]{1,64}$/;
const PATH = /^\/(?:[\w.~-]+\/)*[\w.~-]*$/;
const COOKIE = /^[\w!#$%&'*+.^`|~-]+$/;

class ConfigurationError extends Error {
  constructor(path, help) {
    super(`the configuration is wrong at ${path}: ${help}`);
    Object.assign(this, { name: 'ConfigurationError', code: 'CONFIGURATION_INVALID', path, help });
  }
}

/** The configuration with its defaults, frozen. */
function checked(given) {
  fields(given, '$', ['origin', 'timeZone', 'locales', 'pages', 'slots', 'session', 'vector', 'observe', 'release'], [
    'screens', 'deadline', 'historyDays', 'words',
  ]);
  const origin = originOf(given.origin);
  holds(isTimeZone(given.timeZone), 'timeZone', 'an IANA name, such as America/New_York');
  texts(given.locales, 'locales', /^[A-Za-z0-9-]{1,35}$/);
  const slots = entries(given.slots, 'slots', NAME, (slot, path) => {
    fields(slot, path, ['bytes']);
    return { bytes: whole(slot.bytes, `${path}.bytes`, 1024, 65_536) };
  });
  const surface = (value, path) => {
    fields(value, path, ['page', 'slots']);
    holds(NAME.test(value.page), `${path}.page`, 'the name of a page, as campaigns and policy call it');
    texts(value.slots, `${path}.slots`, NAME);
    value.slots.forEach((slot, at) => holds(slots.has(slot), `${path}.slots[${at}]`, 'a slot that stands in `slots`'));
    holds(new Set(value.slots).size === value.slots.length, `${path}.slots`, 'each slot once');
    return { page: value.page, slots: [...value.slots] };
  };
  const pages = entries(given.pages, 'pages', PATH, surface);
  const screens = given.screens === undefined ? null : surface(given.screens, 'screens');

  fields(given.session, 'session', ['cookies'], ['authorization']);
  texts(given.session.cookies, 'session.cookies', COOKIE);
  const authorization = given.session.authorization ?? false;
  holds(typeof authorization === 'boolean', 'session.authorization', 'true or false');

  const vector = pathOf(given.vector, 'vector');
  const observe = pathOf(given.observe, 'observe');
  holds(!pages.has(vector) && !pages.has(observe) && vector !== observe, 'vector', 'a path of its own');
  fields(given.release, 'release', ['bundle', 'policy'], ['roots', 'every', 'holds']);
  const release = {
    bundle: pathOf(given.release.bundle, 'release.bundle'),
    policy: pathOf(given.release.policy, 'release.policy'),
    roots: given.release.roots === undefined ? null : pathOf(given.release.roots, 'release.roots'),
    every: whole(given.release.every ?? 300_000, 'release.every', 100, 300_000),
    holds: whole(given.release.holds ?? 840_000, 'release.holds', 100, 840_000),
  };
  const words = entries(given.words ?? {}, 'words', /^[a-z]{2,3}$/, (value, path) => {
    const names = ['offer', 'why', 'notInterested', 'close'];
    fields(value, path, names);
    for (const name of names) holds(typeof value[name] === 'string', `${path}.${name}`, 'a text');
    return { ...value };
  });
  return Object.freeze({
    origin, timeZone: given.timeZone, locales: [...given.locales], slots, pages, screens, vector, observe, release, words,
    session: { cookies: [...given.session.cookies], authorization },
    deadline: whole(given.deadline ?? 300, 'deadline', 1, 300),
    historyDays: whole(given.historyDays ?? 90, 'historyDays', 1, 400),
  });
}

function holds(is, path, help) {
  if (!is) throw new ConfigurationError(path, help);
}

function fields(value, path, needed, optional = []) {
  holds(typeof value === 'object' && value !== null && !Array.isArray(value), path, 'an object');
  for (const name of needed) holds(Object.hasOwn(value, name), `${path}.${name}`, 'it is missing');
  for (const name of Object.keys(value)) {
    holds(needed.includes(name) || optional.includes(name), `${path}.${name}`, `known are ${[...needed, ...optional].join(', ')}`);
  }
}

function entries(value, path, names, read) {
  holds(typeof value === 'object' && value !== null && !Array.isArray(value), path, 'an object');
  return new Map(Object.entries(value).map(([name, entry]) => {
    holds(names.test(name), `${path}.${name}`, `the name has the form ${names.source}`);
    return [name, read(entry, `${path}.${name}`)];
  }));
}

function texts(value, path, form) {
  holds(Array.isArray(value) && value.length > 0 && value.length <= 32, path, 'a list of 1 to 32 texts');
  value.forEach((text, at) => holds(typeof text === 'string' && form.test(text), `${path}[${at}]`, `of the form ${form.source}`));
}

function whole(value, path, least, most) {
  holds(Number.isInteger(value) && value >= least && value <= most, path, `a whole number from ${least} to ${most}`);
  return value;
}

function pathOf(value, path) {
  holds(typeof value === 'string' && PATH.test(value), path, 'an absolute path without query, such as /offers/policy.json');
  return value;
}

function originOf(value) {
  const help = 'https://host without a path; http:// for a loopback address alone';
  let url;
  try {
    url = new URL(value);
  } catch {
    throw new ConfigurationError('origin', help);
  }
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  holds(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback), 'origin', help);
  holds(url.origin === value, 'origin', help);
  return url.origin;
}

function isTimeZone(name) {
  try {
    return typeof name === 'string' && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

export { ConfigurationError, checked };
