import { GraphQLScalarType, type GraphQLScalarTypeConfig, Kind } from 'graphql';
import { formatAmsterdam } from '../amsterdam-time';
import { isLocalDate, parseInstant } from '../date-time.rules';
import { UnfitValue } from './expectations';

function textScalar<Internal>(
  config: Omit<GraphQLScalarTypeConfig<Internal, string>, 'parseLiteral'>,
): GraphQLScalarType<Internal, string> {
  const scalar: GraphQLScalarType<Internal, string> = new GraphQLScalarType<Internal, string>({
    ...config,
    parseLiteral: (node) =>
      // Digits in a document are still exact; as a JavaScript number they need not be.
      scalar.parseValue(
        node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT
          ? node.value
          : undefined,
      ),
  });
  return scalar;
}

/** The `Date` of JavaScript. Out also takes the text PostgreSQL makes of a timestamptz in JSON. */
export const DateTime = textScalar<Date>({
  name: 'DateTime',
  description:
    'An instant (ISO 8601). In: with seconds or without, always with an offset or Z; parts of a ' +
    'second beyond milliseconds are cut off. Out: local time in Europe/Amsterdam with its offset, ' +
    'such as 2026-03-29T03:10:00+02:00; milliseconds only when they are not zero.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  parseValue(value) {
    const instant = typeof value === 'string' ? parseInstant(value) : undefined;
    if (instant === undefined) {
      throw new UnfitValue('a date and time with an offset, such as 2026-03-29T03:10:00+02:00');
    }
    return instant;
  },
  serialize(value) {
    const instant =
      value instanceof Date ? value : typeof value === 'string' ? parseInstant(value) : undefined;
    if (instant === undefined || Number.isNaN(instant.getTime())) {
      throw new Error('Not an instant.');
    }
    return formatAmsterdam(instant);
  },
});

/** Text 'YYYY-MM-DD', as `date` comes out of the database. */
export const LocalDate = textScalar<string>({
  name: 'LocalDate',
  description: 'A day of the calendar without a time or a zone: YYYY-MM-DD.',
  parseValue(value) {
    if (typeof value !== 'string' || !isLocalDate(value)) {
      throw new UnfitValue('a day of the calendar as YYYY-MM-DD');
    }
    return value;
  },
  serialize(value) {
    if (typeof value !== 'string' || !isLocalDate(value)) throw new Error('Not a day.');
    return value;
  },
});

const DECIMAL = /^-?(0|[1-9]\d{0,29})(\.\d{1,20})?$/;

/** Text, as `numeric` comes out of the database; never a number of JavaScript, which rounds. */
export const Decimal = textScalar<string>({
  name: 'Decimal',
  description:
    'An exact decimal number as text, such as "12.50": an optional minus sign, up to 30 digits, ' +
    'and up to 20 decimals after a point.',
  parseValue(value) {
    const text = Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text !== 'string' || !DECIMAL.test(text)) {
      throw new UnfitValue('an exact decimal number as text, such as "12.50"');
    }
    return text;
  },
  serialize(value) {
    const text = typeof value === 'bigint' || Number.isSafeInteger(value) ? String(value) : value;
    if (typeof text !== 'string' || !DECIMAL.test(text)) throw new Error('Not an exact decimal.');
    return text;
  },
});
