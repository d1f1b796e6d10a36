// Slack's types and TypeScript's compiler, as installed.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.env.PACKAGE_FOLDER;
export const installed = createRequire(join(folder, 'package.json'));
const ts = installed('typescript');

// The one type that is not named after a method of the Web API.
const answer = { response: ['RespondArguments', '@slack/bolt'] };

export function typeOf(method) {
  const name = method.split('.').map((part) => part[0].toUpperCase() + part.slice(1)).join('');
  return answer[method] ?? [`${name}Arguments`, '@slack/web-api'];
}

/** What the compiler says of each payload that is not of its method's type: [the payload, its words]. */
export function whyNot(payloads) {
  const file = join(folder, 'payloads.ts');
  const used = new Map(payloads.map(({ method }) => [typeOf(method)[0], typeOf(method)[1]]));
  const head = [...used].map(([type, from]) => `import type { ${type} } from '${from}';`);
  const body = payloads.map(({ method, arguments: given }, i) => `export const p${i}: ${typeOf(method)[0]} = ${JSON.stringify(given)};`);
  const text = [...head, ...body].join('\n');

  const options = {
    strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const [exists, read, source] = [host.fileExists, host.readFile, host.getSourceFile];
  host.fileExists = (name) => name === file || exists(name);
  host.readFile = (name) => (name === file ? text : read(name));
  host.getSourceFile = (name, ...rest) => (name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : source(name, ...rest));

  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map((found) => {
    const line = found.file?.getLineAndCharacterOfPosition(found.start).line;
    const words = ts.flattenDiagnosticMessageText(found.messageText, '\n');
    return [found.file?.fileName === file ? payloads[line - head.length] : undefined, words];
  });
}
