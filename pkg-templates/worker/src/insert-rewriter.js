// Slots by HTMLRewriter, which workerd and Bun have.

/** `page` with each block at the beginning and the end of the first `<tellerside-slot name="…">` of its name. */
function insert(page, blocks) {
  const left = new Map(blocks);
  return new HTMLRewriter().on('tellerside-slot', {
    element(slot) {
      const name = slot.getAttribute('name');
      const block = left.get(name);
      if (block === undefined) return;
      left.delete(name);
      slot.prepend(block.first, { html: true });
      slot.append(block.last, { html: true });
    },
  }).transform(page);
}

export { insert };
