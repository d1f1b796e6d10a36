import assert from 'node:assert/strict';
import { Long, ServiceBusClient, bodies, code, test } from './bus.mjs';

test('what was sent is received with all that it carried', async (bus) => {
  await bus.sender.sendMessages({
    body: { incident: 'PGR0VU2' },
    messageId: 'wake-1',
    correlationId: 'incident-1',
    subject: 'wakeup',
    contentType: 'application/json',
    applicationProperties: { attempt: 3, urgent: true },
  });

  const message = await bus.next();

  assert.deepEqual(message.body, { incident: 'PGR0VU2' });
  assert.equal(message.messageId, 'wake-1');
  assert.equal(message.correlationId, 'incident-1');
  assert.equal(message.subject, 'wakeup');
  assert.equal(message.contentType, 'application/json');
  assert.deepEqual(message.applicationProperties, { attempt: 3, urgent: true });
  assert.equal(message.deliveryCount, 0);
  assert.equal(message.state, 'active');
  assert.equal(message.enqueuedTimeUtc.getTime(), (await bus.now()).getTime());
});

test('messages come in the order in which they were sent', async (bus) => {
  await bus.send('one', 'two');
  await bus.send('three');

  const received = [await bus.next(), await bus.next(), await bus.next()];

  assert.deepEqual(bodies(received), ['one', 'two', 'three']);
  assert.ok(received[0].sequenceNumber.lessThan(received[1].sequenceNumber));
});

test('a batch knows the limit of the link and arrives whole', async (bus) => {
  const batch = await bus.sender.createMessageBatch();
  assert.equal(batch.maxSizeInBytes, 256 * 1024);
  for (let number = 0; number < 20; number++) assert.ok(batch.tryAddMessage({ body: number }));

  await bus.sender.sendMessages(batch);

  const received = await bus.receiver.receiveMessages(20, { maxWaitTimeInMs: 10_000 });
  assert.deepEqual(bodies(received), [...Array(20).keys()]);
});

test('a message beyond the limit is refused and the link still serves', async (bus) => {
  await assert.rejects(bus.send('x'.repeat(300 * 1024)), code('MessageSizeExceeded'));

  await bus.send('small');
  assert.equal((await bus.next()).body, 'small');
});

test('a scheduled message beyond the limit is refused', async (bus) => {
  const large = { body: 'x'.repeat(300 * 1024) };
  await assert.rejects(bus.sender.scheduleMessages(large, await bus.inSeconds(60)), code('MessageSizeExceeded'));
});

test('bodies of many frames and of every kind arrive as they were', async (bus) => {
  const text = 'ü'.repeat(60 * 1024);
  await bus.sender.sendMessages({ body: text });
  assert.equal((await bus.next()).body, text);

  const kinds = [['value', { a: 1 }], ['sequence', [[1, 2], ['three']]], ['data', Buffer.from([0, 255])]];
  for (const [bodyType, body] of kinds) {
    await bus.sender.sendMessages({ bodyType, body });
    const { _rawAmqpMessage: raw } = await bus.next();
    assert.equal(raw.bodyType, bodyType);
    assert.deepEqual(raw.body.content ?? raw.body, body);
  }
});

test('a copy within the window is dropped, whatever became of the first', { queue: 'unique' }, async (bus) => {
  await bus.sender.sendMessages({ body: 'first', messageId: 'same' });
  await bus.receiver.completeMessage(await bus.next());
  await bus.sender.sendMessages({ body: 'copy', messageId: 'same' });
  assert.deepEqual(await bus.rest(), []);

  await bus.pass(60);
  await bus.sender.sendMessages({ body: 'later', messageId: 'same' });
  assert.equal((await bus.next()).body, 'later');
});

test('two schedules of one id return two numbers and one message', { queue: 'unique' }, async (bus) => {
  const message = { body: 'wake', messageId: 'knock' };
  const [first] = await bus.sender.scheduleMessages(message, await bus.inSeconds(5));
  const [second] = await bus.sender.scheduleMessages(message, await bus.inSeconds(5));
  assert.ok(!Long.fromValue(first).equals(second));
  await assert.rejects(bus.sender.cancelScheduledMessages(second), code('MessageNotFound'));

  await bus.pass(5);
  assert.deepEqual(bodies(await bus.rest()), ['wake']);
});

test('a wrong key is refused', async (bus) => {
  const wrong = process.env.SERVICE_BUS.replace(/SharedAccessKey=[^;]+/, 'SharedAccessKey=wrong');
  const client = new ServiceBusClient(wrong, { retryOptions: { maxRetries: 0 } });
  await assert.rejects(client.createSender(bus.queue).sendMessages({ body: 1 }), code('UnauthorizedAccess'));
  await client.close();
});

test('a queue that is not there is named', async (bus) => {
  await assert.rejects(bus.client.createSender('nowhere').sendMessages({ body: 1 }), code('MessagingEntityNotFound'));
});

test('many connections at once are served', async (bus) => {
  const clients = [...Array(10)].map(() => new ServiceBusClient(process.env.SERVICE_BUS));
  await Promise.all(clients.map((client) => client.createSender(bus.queue).sendMessages({ body: 1 })));
  assert.equal((await bus.receiver.receiveMessages(10, { maxWaitTimeInMs: 10_000 })).length, 10);
  await Promise.all(clients.map((client) => client.close()));
});
