// Bodies are read up to a limit, so that nobody fills the memory of all.

/** The text of a request or response; throws above `most` bytes, and where it is not UTF-8. */
async function textOf({ body, headers }, most) {
  if (Number(headers.get('content-length') ?? 0) > most) throw new RangeError('the body is too long');
  if (body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = body.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > most) {
      await reader.cancel();
      throw new RangeError('the body is too long');
    }
    text += decoder.decode(value, { stream: true });
  }
}

export { textOf };
