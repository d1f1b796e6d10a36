import assert from 'node:assert/strict';
import { bodies, code, test } from './bus.mjs';

test('a message scheduled by its annotation comes when it is due and not before', async (bus) => {
  const due = await bus.inSeconds(10);
  await bus.sender.sendMessages({ body: 'wake', scheduledEnqueueTimeUtc: due });
  await bus.pass(9);
  assert.deepEqual(await bus.rest(), []);

  await bus.pass(1);

  const message = await bus.next();
  assert.equal(message.body, 'wake');
  assert.equal(message.enqueuedTimeUtc.getTime(), due.getTime());
});

test('a message scheduled by management has a number, and another one when it comes', async (bus) => {
  const [number] = await bus.sender.scheduleMessages({ body: 'wake' }, await bus.inSeconds(10));

  await bus.pass(10);

  assert.ok((await bus.next()).sequenceNumber.greaterThan(number));
});

test('a whole list is scheduled at once', async (bus) => {
  const numbers = await bus.sender.scheduleMessages([{ body: 1 }, { body: 2 }], await bus.inSeconds(10));
  assert.equal(numbers.length, 2);

  await bus.pass(10);

  assert.deepEqual(bodies(await bus.rest()), [1, 2]);
});

test('what is scheduled for the past comes at once', async (bus) => {
  await bus.sender.scheduleMessages({ body: 'late' }, await bus.inSeconds(-60));
  assert.equal((await bus.next()).body, 'late');
});

test('a cancelled message never comes', async (bus) => {
  const numbers = await bus.sender.scheduleMessages([{ body: 1 }, { body: 2 }], await bus.inSeconds(10));
  await bus.sender.cancelScheduledMessages(numbers[0]);

  await bus.pass(10);

  assert.deepEqual(bodies(await bus.rest()), [2]);
});

test('what has come cannot be cancelled, nor what never was', async (bus) => {
  const [number] = await bus.sender.scheduleMessages({ body: 1 }, await bus.inSeconds(10));
  await bus.pass(10);

  await assert.rejects(bus.sender.cancelScheduledMessages(number), code('MessageNotFound'));
  await assert.rejects(bus.sender.cancelScheduledMessages(number.add(1000)), code('MessageNotFound'));
});

test('if one of several cannot be cancelled none is', async (bus) => {
  const [number] = await bus.sender.scheduleMessages({ body: 'stays' }, await bus.inSeconds(10));
  await assert.rejects(bus.sender.cancelScheduledMessages([number, number.add(1000)]), code('MessageNotFound'));

  await bus.pass(10);

  assert.equal((await bus.next()).body, 'stays');
});

test('peeking shows what waits in every state and locks nothing', async (bus) => {
  await bus.send('put aside', 'there');
  await bus.receiver.deferMessage(await bus.next());
  await bus.sender.scheduleMessages({ body: 'to come' }, await bus.inSeconds(10));

  const peeked = await bus.receiver.peekMessages(10);

  assert.deepEqual(peeked.map(({ body, state }) => [body, state]), [
    ['put aside', 'deferred'], ['there', 'active'], ['to come', 'scheduled'],
  ]);
  assert.equal((await bus.next()).body, 'there');
});

test('peeking goes on where it stopped and can start anywhere', async (bus) => {
  await bus.send('one', 'two', 'three');

  const [one] = await bus.receiver.peekMessages(1);
  assert.equal(one.body, 'one');
  assert.deepEqual(bodies(await bus.receiver.peekMessages(10)), ['two', 'three']);
  assert.deepEqual(await bus.receiver.peekMessages(10), []);
  const fromSecond = { fromSequenceNumber: one.sequenceNumber.add(1) };
  assert.deepEqual(bodies(await bus.receiver.peekMessages(1, fromSecond)), ['two']);
});
