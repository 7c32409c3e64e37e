// Who is signed in. The demo users have no password: a bank has its own login, and takes from here how the cookie looks.

import { randomBytes } from 'node:crypto';

const COOKIE = '__Host-session';
const LASTS = 15 * 60_000;
const MOST_OF_A_FORM = 1024;

class Sessions {
  #isCustomer;
  #home;
  /** Of each session its customer, and until when it lasts. */
  #open = new Map();

  constructor(isCustomer, home) {
    this.#isCustomer = isCustomer;
    this.#home = home;
  }

  /** The bank's key of who asks, by the cookie and nothing else; null for nobody. */
  customerOf(request) {
    const id = idOf(request);
    const session = this.#open.get(id);
    if (session === undefined) return null;
    if (session.until < Date.now()) {
      this.#open.delete(id);
      return null;
    }
    session.until = Date.now() + LASTS;
    return session.customer;
  }

  /** `POST /login` with the form `customer=…`. A session of before ends, so that nobody signs in to one that another chose. */
  begin(request, response) {
    if (!isOwnForm(request)) return refuse(response, 403);
    let form = '';
    request.setEncoding('utf8');
    request.on('data', (text) => {
      form += text;
      if (form.length > MOST_OF_A_FORM) request.destroy();
    });
    request.on('end', () => {
      const customer = new URLSearchParams(form).get('customer') ?? '';
      if (!this.#isCustomer(customer)) return refuse(response, 403);
      this.#open.delete(idOf(request));
      const id = randomBytes(32).toString('base64url');
      this.#open.set(id, { customer, until: Date.now() + LASTS });
      return this.#goHome(response, { 'set-cookie': `${COOKIE}=${id}; Path=/; Secure; HttpOnly; SameSite=Strict` });
    });
  }

  /** `POST /logout`: what this device keeps of the customer goes too. */
  end(request, response) {
    if (!isOwnForm(request)) return refuse(response, 403);
    this.#open.delete(idOf(request));
    return this.#goHome(response, {
      'set-cookie': `${COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`, 'clear-site-data': '"storage"',
    });
  }

  #goHome(response, headers) {
    response.writeHead(303, { ...headers, location: this.#home, 'cache-control': 'no-store' });
    response.end();
  }
}

function idOf(request) {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

/** A form of this origin's own pages. Browsers say the origin of every POST; the cookie is SameSite besides. */
function isOwnForm({ headers, method }) {
  try {
    return method === 'POST' && new URL(headers.origin).host === headers.host;
  } catch {
    return false;
  }
}

function refuse(response, status) {
  response.writeHead(status, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
  response.end();
}

export { Sessions };
