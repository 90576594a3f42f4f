import type { PlaceRange } from './place-range';
import { places1000to1999 } from './places-1000-1999';
import { places2000to2999 } from './places-2000-2999';
import { places3000to3999 } from './places-3000-3999';
import { places4000to4499 } from './places-4000-4499';
import { places4500to4999 } from './places-4500-4999';
import { places5000to5999 } from './places-5000-5999';
import { places6000to6999 } from './places-6000-6999';
import { places7000to7499 } from './places-7000-7499';
import { places7500to7999 } from './places-7500-7999';
import { places8000to8499 } from './places-8000-8499';
import { places8500to8999 } from './places-8500-8999';
import { places9000to9499 } from './places-9000-9499';
import { places9500to9999 } from './places-9500-9999';

/** All ranges, in the order of their numbers and without overlap. */
export const placeRanges: readonly PlaceRange[] = [
  ...places1000to1999,
  ...places2000to2999,
  ...places3000to3999,
  ...places4000to4499,
  ...places4500to4999,
  ...places5000to5999,
  ...places6000to6999,
  ...places7000to7499,
  ...places7500to7999,
  ...places8000to8499,
  ...places8500to8999,
  ...places9000to9499,
  ...places9500to9999,
];
