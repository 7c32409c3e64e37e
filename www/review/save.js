// Saving to the reviewer's disk. Nothing is sent: the address is one of this page's memory.

/** Offers `content` (a text or bytes) as a file. */
export function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes the bytes in its own time.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
