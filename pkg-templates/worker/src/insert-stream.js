// Slots without HTMLRewriter, as in Deno and Node: a scanner for `<tellerside-slot name="…">`, written exactly so, that lets every other
// byte through as it came. It steps over comments, and over elements whose content is text to a browser.

const NEXT = /<!--|<(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])|<tellerside-slot name="([a-z0-9._-]{1,64})">|<\/tellerside-slot>/gi;
/** The longest of what is looked for; a piece of it at the end of a chunk waits for the rest. */
const LONGEST = 96;

/** `page` with each block at the beginning and the end of the first slot of its name. */
function insert(page, blocks) {
  if (page.body === null) return page;
  const { status, statusText, headers } = page;
  return new Response(page.body.pipeThrough(scanner(blocks)), { status, statusText, headers });
}

function scanner(blocks) {
  const left = new Map(blocks);
  let held = '';
  /** What ends the text that is stepped over; null outside of such. */
  let until = null;
  /** The block of the slot that is open. */
  let open = null;

  /** As much of `held` as can be said already. */
  const pass = (isEnd) => {
    let said = '';
    let from = 0;
    for (;;) {
      const next = until ?? NEXT;
      next.lastIndex = from;
      const found = next.exec(held);
      if (found === null) break;
      const end = found.index + found[0].length;
      said += held.slice(from, found.index);
      from = end;
      if (until !== null) {
        until = null;
        said += found[0];
      } else if (found[2] !== undefined) {
        const block = open === null ? left.get(found[2]) : undefined;
        said += found[0];
        if (block !== undefined) {
          left.delete(found[2]);
          open = block;
          said += block.first;
        }
      } else if (found[0][1] === '/') {
        said += `${open?.last ?? ''}${found[0]}`;
        open = null;
      } else {
        until = found[1] === undefined ? /-->/g : new RegExp(`</${found[1]}(?=[\\s/>])`, 'gi');
        said += found[0];
      }
    }
    const keep = isEnd ? held.length : unfinished(held, from);
    said += held.slice(from, keep);
    held = held.slice(keep);
    return said;
  };

  // Bytes as characters of the same number: no encoding is assumed, and none is changed.
  return new TransformStream({
    transform(chunk, controller) {
      held += charactersOf(chunk);
      const said = pass(false);
      if (said !== '') controller.enqueue(bytesOf(said));
    },
    flush(controller) {
      const said = pass(true);
      if (said !== '') controller.enqueue(bytesOf(said));
    },
  });
}

/** Where in `text`, not before `from`, something begins that may be what is looked for. */
function unfinished(text, from) {
  const least = Math.max(from, text.length - LONGEST);
  const at = text.slice(least).search(/<|-{1,2}$/);
  return at === -1 ? text.length : least + at;
}

function charactersOf(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function bytesOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export { insert };
