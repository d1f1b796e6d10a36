import { createRequire } from 'node:module';
import { basename } from 'node:path';
import nodeTest from 'node:test';

// Installed in a cache folder, not beside this file.
const require = createRequire(`${process.env.PACKAGE_FOLDER}/`);
export const { ServiceBusClient, delay } = require('@azure/service-bus');
export const Long = require('long');

const TEST_LIMIT_MS = 30_000;
const ioLimit = { maxWaitTimeInMs: 10_000 };
const quietFor = { maxWaitTimeInMs: 300 };
// With it on, the client renews locks behind the test's back.
const noAutoRenewal = { maxAutoLockRenewalDurationInMs: 0 };

const suite = basename(process.argv[1], '.mjs');
let taken = 0;

/** Every test has a queue of its own, unless it names one with special rules. */
export function test(name, ...rest) {
  const body = rest.pop();
  const queue = rest[0]?.queue;
  nodeTest(name, { timeout: TEST_LIMIT_MS }, async () => {
    const bus = new Bus(queue ?? `${suite}-${++taken}`);
    try {
      await body(bus);
    } finally {
      await bus.client.close();
    }
  });
}

class Bus {
  constructor(queue) {
    this.queue = queue;
    this.client = new ServiceBusClient(process.env.SERVICE_BUS, { retryOptions: { maxRetries: 0 } });
    this.sender = this.client.createSender(queue);
    this.receiver = this.client.createReceiver(queue, noAutoRenewal);
    this.deadLetters = this.client.createReceiver(queue, { ...noAutoRenewal, subQueueType: 'deadLetter' });
  }

  deleting() {
    return this.client.createReceiver(this.queue, { receiveMode: 'receiveAndDelete' });
  }

  send(...bodies) {
    return this.sender.sendMessages(bodies.map((body) => ({ body })));
  }

  /** Waits for the next message: there has to be one. */
  async next(receiver = this.receiver) {
    const [message] = await receiver.receiveMessages(1, ioLimit);
    if (message === undefined) throw new Error('No message came.');
    return message;
  }

  /** All that comes now: for when there may be nothing. */
  rest(receiver = this.receiver) {
    return receiver.receiveMessages(50, quietFor);
  }

  async now() {
    const answer = await fetch(process.env.CLOCK);
    return new Date(await answer.json());
  }

  async inSeconds(seconds) {
    return new Date((await this.now()).getTime() + seconds * 1000);
  }

  /** The bus lives by a clock that only we move. */
  async pass(seconds) {
    await fetch(`${process.env.CLOCK}?seconds=${seconds}`, { method: 'POST' });
  }
}

export const bodies = (messages) => messages.map((message) => message.body);

/** For assert.rejects. */
export const code = (expected) => (error) => {
  if (error.code === expected) return true;
  throw new Error(`Expected ${expected}, but it was ${error.code}: ${error.message}`);
};
