// What the module threw, for people: a stable code and a sentence.

/** The stable code of an error of the module; the name of any other error. */
export function codeOf(error) {
  return typeof error.code === 'string' ? error.code : error.name;
}

/** What an error says, as a sentence. Of a digest, the beginning tells people enough. */
export function sentenceOf({ message }) {
  return sentence(message.replaceAll(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…'));
}

/** How to mend it, as a sentence; null for an error that does not say. */
export function helpOf({ help }) {
  return typeof help === 'string' ? sentence(help) : null;
}

function sentence(text) {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
