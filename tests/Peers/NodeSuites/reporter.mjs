// One line of JSON for each test: what the .NET side reads.
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const error = data.details?.error;
    yield `${JSON.stringify({ name: data.name, passed: type === 'test:pass', error: text(error?.cause ?? error) })}\n`;
  }
}

function text(error) {
  if (error === undefined) return null;
  return error.stack ?? String(error);
}
