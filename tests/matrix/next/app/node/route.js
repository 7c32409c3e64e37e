import * as tellerside from 'tellerside';

import { answersOf } from '../../answers.js';

export const dynamic = 'force-dynamic';

export async function GET(request) {
  const cases = await (await fetch(new URL('/cases.json', request.url))).json();
  return new Response(await answersOf(tellerside, cases), { headers: { 'x-runtime': process.env.NEXT_RUNTIME } });
}
