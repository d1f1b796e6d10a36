import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, document, find, operations, validateDocument, whyNot, whyNotAnswer } from './document.mjs';

test('the document is a valid OpenAPI 3.1 document', async () => {
  assert.equal(document.openapi, '3.1.0');
  const result = await validateDocument();
  assert.ok(result.valid, JSON.stringify(result.errors));
});

// In the document's order, so that a grant is minted before it is ended.
test('every operation is answered with success and as the document says', async () => {
  const wrong = [];
  for (const operation of operations()) {
    const answer = await call(operation);
    const why = whyNotAnswer(operation, answer) ?? (answer.status < 300 ? null : `${answer.status}: ${JSON.stringify(answer.body)}`);
    if (why) wrong.push(`${operation.operation.operationId}: ${why}`);
  }

  assert.deepEqual(wrong, []);
  assert.ok(operations().length >= 7);
});

test('without a token every operation but the health endpoint is refused as the document says', async () => {
  for (const operation of operations()) {
    const answer = await call(operation, { token: 'another' });
    assert.equal(answer.status, operation.operation.operationId === 'health' ? 200 : 401, operation.operation.operationId);
    assert.equal(whyNotAnswer(operation, answer), null, operation.operation.operationId);
  }
});

test('what cannot be is refused as the document says', async () => {
  const minted = find('mintImpersonation').operation.requestBody.content['application/json'].example;
  for (const [id, status, given] of [
    ['searchOrgs', 400, { query: {} }],
    ['listOrgs', 400, { query: { cursor: '*' } }],
    ['mintImpersonation', 403, { body: { ...minted, org_id: 'org_closed' } }],
    ['mintImpersonation', 404, { body: { ...minted, org_id: 'org_none' } }],
    ['mintImpersonation', 422, { body: { ...minted, reason: undefined } }],
    ['endImpersonation', 404, { values: { grant_id: 'none' } }],
  ]) {
    const answer = await call(find(id), given);
    assert.equal(answer.status, status, `${id}: ${JSON.stringify(answer.body)}`);
    assert.equal(whyNotAnswer(find(id), answer), null, id);
  }
});

test('the search shows the state of an org and finds by id by name and by e-mail', async () => {
  for (const q of ['org_7f3a', 'harbour log', 'OWNER@harbour.example']) {
    const { body } = await call(find('searchOrgs'), { query: { q } });
    assert.deepEqual(body.orgs.map((org) => [org.id, org.cameras.online]), [['org_7f3a', 12]], q);
  }
});

test('the events that are sent are as the document says', () => {
  const sent = JSON.parse(process.env.EVENTS);
  assert.equal(sent.length, 5);
  const { parameters } = document.webhooks.event.post;
  for (const { body, headers } of sent) {
    assert.equal(whyNot(['webhooks', 'event', 'post', 'requestBody', 'content', 'application/json', 'schema'], body), null, body.type);
    for (const [index, parameter] of parameters.entries())
      assert.equal(whyNot(['webhooks', 'event', 'post', 'parameters', String(index), 'schema'], headers[parameter.name]), null, parameter.name);
  }
});

test('another answer than the document says is noticed', () => {
  const search = find('searchOrgs');
  assert.match(whyNotAnswer(search, { status: 200, body: { orgs: [{ id: 'org_1' }] } }), /name/);
  assert.match(whyNotAnswer(search, { status: 200, body: { orgs: [], more: 1 } }), /additional/);
  assert.match(whyNotAnswer(search, { status: 418, body: {} }), /not documented/);
  const event = { id: 'e', type: 'credential_leak.confirmed', occurred_at: 'yesterday', data: { what: 'a key' } };
  const place = ['webhooks', 'event', 'post', 'requestBody', 'content', 'application/json', 'schema'];
  assert.match(whyNot(place, event), /date-time/);
  assert.equal(whyNot(place, { ...event, occurred_at: '2026-01-06T08:42:00Z' }), null);
});
