import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { whyNot } from './compiler.mjs';

const payloads = JSON.parse(readFileSync(process.env.PAYLOADS, 'utf8'));

test('everything that we send is of the types that Slack publishes', () => {
  const wrong = whyNot(payloads).map(([payload, words]) => `${payload?.from} ${payload?.method}: ${words}\n${JSON.stringify(payload?.arguments)}`);
  assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} are not`);
});

test('every method that we call was looked at', () => {
  const seen = new Set(payloads.map(({ method }) => method).filter((method) => method !== 'response'));
  assert.deepEqual([...seen].sort(), process.env.METHODS.split(' ').sort());
  assert.ok(seen.size >= 10);
});

test('what Slack would refuse is found', () => {
  const message = payloads.find(({ method, arguments: given }) =>
    method === 'chat.postMessage' && given.blocks.some((block) => block.type === 'actions') && given.blocks.some((block) => block.type === 'section'));
  const view = payloads.find(({ method }) => method === 'views.open');
  const broken = [
    change(message, (given) => { given.blocks[0].type = 'heading'; }),
    change(message, (given) => { delete given.blocks.find((block) => block.type === 'actions').elements[0].text; }),
    change(message, (given) => { given.blocks.find((block) => block.type === 'section').text = 'no object'; }),
    change(message, (given) => { delete given.channel; }),
    change(message, (given) => { given.metadata = { event_type: 1 }; }),
    change(message, (given) => { given.thread = '1.2'; }),
    change(view, (given) => { given.view.type = 'window'; }),
    change(view, (given) => { delete given.view.title; }),
    change(view, (given) => { delete given.trigger_id; }),
    change(view, (given) => { given.view.blocks[0].element = { type: 'text_area' }; }),
  ];
  const found = new Set(whyNot(broken).map(([payload]) => payload));
  assert.deepEqual(broken.filter((payload) => !found.has(payload)).map(({ method, arguments: given }) => [method, JSON.stringify(given)]), []);
});

function change(payload, how) {
  const copy = structuredClone(payload);
  how(copy.arguments);
  return copy;
}
