import assert from 'node:assert/strict';
import { bodies, code, test } from './bus.mjs';

const LOCK_SECONDS = 30;

test('a completed message is gone', async (bus) => {
  await bus.send('done');
  await bus.receiver.completeMessage(await bus.next());

  await bus.pass(LOCK_SECONDS);

  assert.deepEqual(await bus.rest(), []);
});

test('an abandoned message comes again with the properties it was given', async (bus) => {
  await bus.send('again');
  await bus.receiver.abandonMessage(await bus.next(), { reason: 'busy' });

  const again = await bus.next();

  assert.equal(again.deliveryCount, 1);
  assert.equal(again.applicationProperties.reason, 'busy');
});

test('a lock that ran out counts as a try, and settling then fails', async (bus) => {
  await bus.send('slow');
  const slow = await bus.next();

  await bus.pass(LOCK_SECONDS);

  await assert.rejects(bus.receiver.completeMessage(slow), code('MessageLockLost'));
  assert.equal((await bus.next()).deliveryCount, 1);
});

test('a renewed lock holds', async (bus) => {
  await bus.send('long');
  const message = await bus.next();
  await bus.pass(LOCK_SECONDS - 1);

  const until = await bus.receiver.renewMessageLock(message);

  assert.equal(until.getTime(), (await bus.inSeconds(LOCK_SECONDS)).getTime());
  await bus.pass(LOCK_SECONDS - 1);
  await bus.receiver.completeMessage(message);
});

test('a lost lock cannot be renewed', async (bus) => {
  await bus.send('slow');
  const message = await bus.next();
  await bus.pass(LOCK_SECONDS);

  await assert.rejects(bus.receiver.renewMessageLock(message), code('MessageLockLost'));
});

test('a message can be settled after its receiver was closed', async (bus) => {
  for (const settle of ['completeMessage', 'abandonMessage', 'deferMessage', 'deadLetterMessage']) {
    await bus.send(settle);
    const receiver = bus.client.createReceiver(bus.queue, { maxAutoLockRenewalDurationInMs: 0 });
    const message = await bus.next(receiver);
    await receiver.close();
    await bus.receiver[settle](message);
    if (settle === 'abandonMessage') await bus.receiver.completeMessage(await bus.next());
  }

  await bus.pass(LOCK_SECONDS);
  assert.deepEqual(await bus.rest(), []);
  assert.equal((await bus.next(bus.deadLetters)).body, 'deadLetterMessage');
});

test('a dead letter says why', async (bus) => {
  await bus.send('poison');
  await bus.receiver.deadLetterMessage(await bus.next(), {
    deadLetterReason: 'poison', deadLetterErrorDescription: 'no JSON', source: 'test',
  });

  const dead = await bus.next(bus.deadLetters);

  assert.equal(dead.deadLetterReason, 'poison');
  assert.equal(dead.deadLetterErrorDescription, 'no JSON');
  assert.equal(dead.applicationProperties.source, 'test');
  await bus.deadLetters.completeMessage(dead);
  assert.deepEqual(await bus.deadLetters.peekMessages(1), []);
});

test('after its last try a message is a dead letter', { queue: 'three-tries' }, async (bus) => {
  await bus.send('stubborn');
  for (let attempt = 0; attempt < 3; attempt++) await bus.receiver.abandonMessage(await bus.next());

  assert.deepEqual(await bus.rest(), []);
  const dead = await bus.next(bus.deadLetters);
  assert.equal(dead.deadLetterReason, 'MaxDeliveryCountExceeded');
  assert.equal(dead.deliveryCount, 3);
});

test('dead letters can be peeked and renewed', async (bus) => {
  await bus.send('poison');
  await bus.receiver.deadLetterMessage(await bus.next());

  assert.deepEqual(bodies(await bus.deadLetters.peekMessages(1)), ['poison']);
  const dead = await bus.next(bus.deadLetters);
  await bus.pass(LOCK_SECONDS - 1);
  await bus.deadLetters.renewMessageLock(dead);
  await bus.pass(LOCK_SECONDS - 1);
  await bus.deadLetters.completeMessage(dead);
});

test('a deferred message comes only to who asks for it', async (bus) => {
  await bus.send('put aside', 'next');
  const first = await bus.next();
  await bus.receiver.deferMessage(first, { since: 'today' });
  assert.equal((await bus.next()).body, 'next');

  const [deferred] = await bus.receiver.receiveDeferredMessages(first.sequenceNumber);

  assert.equal(deferred.body, 'put aside');
  assert.equal(deferred.state, 'deferred');
  assert.equal(deferred.applicationProperties.since, 'today');
  await bus.receiver.completeMessage(deferred);
  await assert.rejects(bus.receiver.receiveDeferredMessages(first.sequenceNumber), code('MessageNotFound'));
});

test('an abandoned deferred message stays deferred', async (bus) => {
  await bus.send('put aside');
  const { sequenceNumber } = await bus.next().then(async (m) => (await bus.receiver.deferMessage(m), m));
  const [once] = await bus.receiver.receiveDeferredMessages(sequenceNumber);
  await bus.receiver.abandonMessage(once);

  assert.deepEqual(await bus.rest(), []);
  const [again] = await bus.receiver.receiveDeferredMessages(sequenceNumber);
  assert.equal(again.deliveryCount, 1);
});

test('what is received and deleted is gone', async (bus) => {
  await bus.send('once', 'put aside');
  const deleting = bus.deleting();
  assert.equal((await bus.next(deleting)).body, 'once');
  const aside = await bus.next();
  await bus.receiver.deferMessage(aside);
  assert.deepEqual(bodies(await deleting.receiveDeferredMessages(aside.sequenceNumber)), ['put aside']);

  await bus.pass(LOCK_SECONDS);

  assert.deepEqual(await bus.receiver.peekMessages(10), []);
});

test('a receiver that wants more than there is learns so at once', async (bus) => {
  await bus.send('only');

  const started = performance.now();
  const received = await bus.receiver.receiveMessages(5, { maxWaitTimeInMs: 200 });
  await bus.send('later');

  // Without an answer to its drain the client waits out a second more and closes the link.
  assert.ok(performance.now() - started < 1900);
  assert.deepEqual(bodies(received), ['only']);
  assert.deepEqual(bodies(await bus.rest()), ['later']);
});

test('a subscription gets what comes and settles it by itself', async (bus) => {
  const got = [];
  const all = new Promise((resolve, reject) => {
    bus.receiver.subscribe({
      processMessage: async ({ body }) => { if (got.push(body) === 3) resolve(); },
      processError: async ({ error }) => reject(error),
    }, { maxConcurrentCalls: 2 });
  });
  await bus.send('one', 'two');
  await bus.send('three');

  await all;

  assert.deepEqual(got.sort(), ['one', 'three', 'two']);
});
