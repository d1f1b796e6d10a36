import assert from 'node:assert/strict';
import { bodies, test } from './bus.mjs';

test('a message that has expired is gone', async (bus) => {
  await bus.sender.sendMessages({ body: 'short', timeToLive: 5_000 });
  await bus.send('long');

  await bus.pass(5);

  assert.deepEqual(bodies(await bus.rest()), ['long']);
  assert.deepEqual(await bus.deadLetters.peekMessages(1), []);
});

test('until then it says when', async (bus) => {
  await bus.sender.sendMessages({ body: 'short', timeToLive: 5_000 });

  const message = await bus.next();

  assert.equal(message.timeToLive, 5_000);
  assert.equal(message.expiresAtUtc.getTime(), (await bus.inSeconds(5)).getTime());
});

test('where the queue says so it becomes a dead letter', { queue: 'expiring' }, async (bus) => {
  await bus.sender.sendMessages({ body: 'short', timeToLive: 5_000 });
  await bus.pass(5);

  const dead = await bus.next(bus.deadLetters);

  assert.equal(dead.deadLetterReason, 'TTLExpiredException');
  await bus.deadLetters.completeMessage(dead);
});

test('the time to live of the queue is the limit of every message', { queue: 'expiring' }, async (bus) => {
  await bus.sender.sendMessages([{ body: 'default' }, { body: 'long', timeToLive: 3_600_000 }]);
  await bus.pass(60);

  assert.deepEqual(await bus.rest(), []);
  assert.deepEqual(bodies(await bus.rest(bus.deadLetters)), ['default', 'long']);
});

test('a scheduled message begins to live when it comes', async (bus) => {
  const message = { body: 'wake', timeToLive: 5_000 };
  await bus.sender.scheduleMessages(message, await bus.inSeconds(10));
  await bus.pass(14);

  assert.equal((await bus.next()).body, 'wake');
});

test('who has the lock can settle what has expired', async (bus) => {
  await bus.sender.sendMessages([{ body: 'settled', timeToLive: 5_000 }, { body: 'abandoned', timeToLive: 5_000 }]);
  const [settled, abandoned] = [await bus.next(), await bus.next()];
  await bus.pass(6);

  await bus.receiver.completeMessage(settled);
  await bus.receiver.abandonMessage(abandoned);

  assert.deepEqual(await bus.rest(), []);
});
