import { isPlainText } from '../../src/platform/plain-text.rules';

test.each(['', 'LOT 12/a-ü', 'サンプル', '🩹'])('given %j, it is plain text', (text) => {
  expect(isPlainText(text)).toBe(true);
});

test.each(['\0', 'a\u0007b', 'a\nb', 'a\u007f', 'a\u0085', '\ud83e', '\ude79\ud83e'])(
  'given %j, it is not',
  (text) => {
    expect(isPlainText(text)).toBe(false);
  },
);
