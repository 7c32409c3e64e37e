// What every host of the matrix does with the package: decides each request, and gives the answers as JSON, one a line.

/** Decision, reasons and record of each request, as the command line prints them. */
export async function answersOf({ Engine, init }, { bundle, trust, options, requests }, loading) {
  await init(loading);
  const engine = Engine.load(bundle, trust, options);
  const answers = requests.flatMap((request) => [engine.decide(request), engine.reasons(request), engine.record(request)]);
  engine.close();
  return answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
}
