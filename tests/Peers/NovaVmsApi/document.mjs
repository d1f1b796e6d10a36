import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Installed in a cache folder, not beside this file.
const require = createRequire(`${process.env.PACKAGE_FOLDER}/`);
const Ajv = require('ajv/dist/2020').default;
const formats = require('ajv-formats').default;

export const document = JSON.parse(readFileSync(new URL('./openapi.json', import.meta.url), 'utf8'));

/** By the validator of OpenAPI's own schemas. */
export async function validateDocument() {
  const { Validator } = await import(require.resolve('@seriousme/openapi-schema-validator'));
  return new Validator().validate(document);
}

// The product may send more than we ask for; whoever plays it here must not, or nobody would notice what we rely on.
const played = structuredClone(document);
for (const schema of Object.values(played.components.schemas))
  for (const part of [schema, ...Object.values(schema.properties ?? {})])
    if (part.properties) part.additionalProperties = false;

const ajv = formats(new Ajv({ strict: false, allErrors: true }));
ajv.addSchema(played, 'novavms');

/** Null when the value is as the schema at this place of the document says. */
export function whyNot(place, value) {
  const validate = ajv.compile({ $ref: `novavms#/${place.map(escaped).join('/')}` });
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

export function operations() {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
}

export function find(id) {
  return operations().find(({ operation }) => operation.operationId === id);
}

/** Calls an operation with its examples, or with what is given instead of them. */
export async function call({ path, method, operation }, { token = process.env.TOKEN, query, values, body } = {}) {
  const example = (place) => Object.fromEntries((operation.parameters ?? [])
    .filter((parameter) => parameter.in === place && parameter.example !== undefined)
    .map((parameter) => [parameter.name, parameter.example]));
  const places = { ...example('path'), ...values };
  const url = new URL(path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(places[name])), process.env.NOVAVMS);
  url.search = new URLSearchParams(query ?? example('query')).toString();
  const sent = body ?? operation.requestBody?.content['application/json'].example;
  const answer = await fetch(url, {
    method: method.toUpperCase(),
    headers: { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    body: sent && JSON.stringify(sent),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Null when the answer is one that the document names, of the shape that it names. */
export function whyNotAnswer({ path, method, operation }, { status, body }) {
  if (!operation.responses[status]) return `${status} is not documented: ${JSON.stringify(body)}`;
  return whyNot(['paths', path, method, 'responses', String(status), 'content', 'application/json', 'schema'], body);
}

function escaped(name) {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
