import { warnIfNobodyIsTold } from '../../src/commands/background';

const eventsWebhook = { url: 'https://example.org/events', secret: 's'.repeat(32) };

test.each([
  [true, undefined, 1],
  [true, eventsWebhook, 0],
  [false, undefined, 0],
])(
  'given production %s and a receiver of events %j, then %i times it is said that nobody is told',
  (isProduction, receiver, times) => {
    const said: unknown[] = [];
    warnIfNobodyIsTold(
      { isProduction, eventsWebhook: receiver },
      { warn: (words: unknown) => void said.push(words) },
    );
    expect(said).toEqual(
      Array(times).fill(
        'EVENTS_WEBHOOK_URL is not set: nobody is told when no stock point can serve a request',
      ),
    );
  },
);
