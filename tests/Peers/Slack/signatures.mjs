import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { installed } from './compiler.mjs';

const { HTTPReceiver, isValidSlackRequest } = installed('@slack/bolt');
const secret = process.env.SECRET;

test('the framework takes what the simulated Slack signs, and nothing that was changed on its way', async () => {
  const told = JSON.parse(process.env.TOLD);
  assert.ok(told.length >= 2, 'an event and a command');
  const receiver = new HTTPReceiver({ signingSecret: secret, processBeforeResponse: true, logLevel: 'error', endpoints: ['/'] });
  receiver.init({ processEvent: async ({ ack }) => ack() });
  const server = await receiver.start(0);
  try {
    const url = `http://127.0.0.1:${server.address().port}/`;
    for (const { headers, body } of told) {
      assert.equal((await post(url, headers, body)).status, 200, body);
      assert.equal((await post(url, headers, body.replace('U0', 'U1'))).status, 401, 'another body');
      assert.equal((await post(url, { ...headers, 'X-Slack-Request-Timestamp': String(Number(time(headers)) + 1) }, body)).status, 401, 'another time');
    }
  } finally {
    await receiver.stop();
  }
});

test('we take what the framework takes, and refuse what it refuses', async () => {
  const body = 'command=%2Foncall&text=who%20%F0%9F%91%8D&user_id=U0ADA';
  const now = Math.floor(Date.now() / 1000);
  const cases = [
    ['as Slack signs it', signed(now, body), body, true],
    ['an empty body', signed(now, ''), '', true],
    ['almost five minutes old', signed(now - 280, body), body, true],
    ['more than five minutes old', signed(now - 310, body), body, false],
    ['another body', signed(now, body), `${body}&`, false],
    ['another time', { ...signed(now - 1, body), 'x-slack-request-timestamp': String(now) }, body, false],
    ['another secret', signed(now, body, 'another'), body, false],
    ['another version', { ...signed(now, body), 'x-slack-signature': signed(now, body)['x-slack-signature'].replace('v0', 'v1') }, body, false],
    ['no hex', { ...signed(now, body), 'x-slack-signature': 'v0=zz' }, body, false],
    ['no time', { ...signed(now, body), 'x-slack-request-timestamp': 'yesterday' }, body, false],
  ];
  for (const [name, headers, sent, valid] of cases) {
    const theirs = isValidSlackRequest({
      signingSecret: secret, body: sent,
      headers: { ...headers, 'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']) },
    });
    const ours = (await post(process.env.OURS, headers, sent)).status === 200;
    assert.deepEqual([name, theirs, ours], [name, valid, valid]);
  }
});

function signed(at, body, by = secret) {
  const signature = createHmac('sha256', by).update(`v0:${at}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signature}` };
}

function time(headers) {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-slack-request-timestamp')[1];
}

function post(url, headers, body) {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => /^(x-slack-|content-type$)/i.test(name)));
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...lower(kept) }, body });
}

function lower(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
