// A tap between visitors and an edge: passes everything on, and keeps the book of what a browser sent.

import { createServer, request as ask } from 'node:http';

export async function startTap({ url }) {
  const { hostname, port } = new URL(url);
  const sent = [];
  const server = createServer((request, response) => {
    const line = { path: request.url, method: request.method, length: 0, session: /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] };
    sent.push(line);
    const onward = ask({ hostname, port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.on('data', (bytes) => { line.length += bytes.length; });
    request.pipe(onward);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    sent, url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => { server.close(resolve); });
    },
  };
}
