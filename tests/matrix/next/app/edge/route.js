import * as tellerside from 'tellerside';

import { answersOf } from '../../answers.js';

export const runtime = 'edge';

export async function GET(request) {
  const cases = await (await fetch(new URL('/cases.json', request.url))).json();
  return new Response(await answersOf(tellerside, cases), { headers: { 'x-runtime': typeof EdgeRuntime === 'string' ? EdgeRuntime : 'other' } });
}
