/** Microseconds and days are counted from 2000-01-01 in PostgreSQL's binary format. */
const EPOCH_MILLISECONDS = 946_684_800_000;
const DAY_MILLISECONDS = 86_400_000;
const TWO_TO_32 = 4_294_967_296;
/** The row's column count and the fixed part of each column; longer texts make room for themselves. */
const ROOM_PER_ROW = 1024;
const INITIAL_BYTES = 1 << 18;
/** Shorter texts are written in JavaScript: calling out of it costs more than they are long. */
const NATIVE_FROM = 24;

/** What every binary COPY begins with: signature, no flags, no header extension. */
const COPY_HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
/** What every binary COPY ends with. */
const COPY_TRAILER = Buffer.from([0xff, 0xff]);

/**
 * Rows of one table in PostgreSQL's binary COPY format, column by column in the order of the COPY.
 * Binary because neither side then prints or reads numbers, times and bytes as text: about half the
 * work for both.
 */
export class CopyBuffer {
  private bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  private end = 0;
  private rowCount = 0;

  get rows(): number {
    return this.rowCount;
  }

  get length(): number {
    return this.end;
  }

  /** @returns the rows so far, and begins anew */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.end);
    // PostgreSQL still has to be sent these bytes, so the next rows get memory of their own.
    this.bytes = Buffer.allocUnsafe(this.bytes.length);
    this.end = 0;
    this.rowCount = 0;
    return taken;
  }

  row(columns: number): void {
    this.room(ROOM_PER_ROW);
    this.rowCount += 1;
    this.int16(columns);
  }

  null(): void {
    this.int32(-1);
  }

  smallint(value: number): void {
    this.int32(2);
    this.int16(value);
  }

  integer(value: number | null): void {
    if (value === null) return this.null();
    this.int32(4);
    this.int32(value);
  }

  bigint(value: number): void {
    this.int32(8);
    this.int64(value);
  }

  boolean(value: boolean): void {
    this.int32(1);
    this.bytes[this.end++] = value ? 1 : 0;
  }

  text(value: string | null): void {
    if (value === null) return this.null();
    this.string(value, 0);
  }

  /** @param json text that is JSON */
  jsonb(json: string): void {
    this.string(json, 1);
  }

  bytea(value: Uint8Array | null): void {
    if (value === null) return this.null();
    this.room(value.length + ROOM_PER_ROW);
    this.int32(value.length);
    this.bytes.set(value, this.end);
    this.end += value.length;
  }

  /** @param value a character of code 0-255 for each byte: hashes come cheapest like that */
  latin1(value: string | null): void {
    if (value === null) return this.null();
    this.room(value.length + ROOM_PER_ROW);
    this.int32(value.length);
    for (let index = 0; index < value.length; index += 1) {
      this.bytes[this.end++] = value.charCodeAt(index);
    }
  }

  /** @param json bytes of JSON in UTF-8 */
  jsonbBytes(json: Uint8Array): void {
    this.room(json.length + ROOM_PER_ROW);
    this.int32(json.length + 1);
    this.bytes[this.end++] = 1;
    this.bytes.set(json, this.end);
    this.end += json.length;
  }

  /** @param milliseconds since 1970 */
  timestamp(milliseconds: number | null): void {
    if (milliseconds === null) return this.null();
    this.int32(8);
    this.int64((milliseconds - EPOCH_MILLISECONDS) * 1000);
  }

  /** @param milliseconds of midnight UTC of the date */
  date(milliseconds: number): void {
    this.int32(4);
    this.int32(Math.floor((milliseconds - EPOCH_MILLISECONDS) / DAY_MILLISECONDS));
  }

  /** @param units of 10^-scale; @param scale 2 or 4 digits after the point */
  numeric(units: number | null, scale: 2 | 4): void {
    if (units === null) return this.null();
    const perOne = scale === 2 ? 100 : 10_000;
    const whole = Math.floor(units / perOne);
    const fraction = (units - whole * perOne) * (scale === 2 ? 100 : 1);
    this.int32(16);
    // Four groups of four decimal digits, the first of weight 10000^2.
    this.int16(4);
    this.int16(2);
    this.int16(0);
    this.int16(scale);
    this.int16(Math.floor(whole / 100_000_000));
    this.int16(Math.floor(whole / 10_000) % 10_000);
    this.int16(whole % 10_000);
    this.int16(fraction);
  }

  private string(value: string, prefix: 0 | 1): void {
    const { length } = value;
    this.room(length * 3 + ROOM_PER_ROW);
    const lengthAt = this.end;
    this.end += 4;
    if (prefix === 1) this.bytes[this.end++] = 1;
    const start = this.end;
    if (length > NATIVE_FROM) {
      this.end += this.bytes.write(value, start);
    } else {
      for (let index = 0; index < length; index += 1) {
        const code = value.charCodeAt(index);
        if (code > 127) {
          this.end = start + this.bytes.write(value, start);
          break;
        }
        this.bytes[this.end++] = code;
      }
    }
    const written = this.end - lengthAt - 4;
    this.bytes[lengthAt] = written >>> 24;
    this.bytes[lengthAt + 1] = (written >>> 16) & 255;
    this.bytes[lengthAt + 2] = (written >>> 8) & 255;
    this.bytes[lengthAt + 3] = written & 255;
  }

  private int16(value: number): void {
    const { bytes } = this;
    bytes[this.end++] = (value >>> 8) & 255;
    bytes[this.end++] = value & 255;
  }

  private int32(value: number): void {
    const { bytes } = this;
    bytes[this.end++] = (value >>> 24) & 255;
    bytes[this.end++] = (value >>> 16) & 255;
    bytes[this.end++] = (value >>> 8) & 255;
    bytes[this.end++] = value & 255;
  }

  private int64(value: number): void {
    const high = Math.floor(value / TWO_TO_32);
    this.int32(high);
    this.int32((value - high * TWO_TO_32) | 0);
  }

  private room(bytes: number): void {
    if (this.end + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + bytes));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}

const MESSAGE_BYTES = 256 << 10;

/** The rows of a buffer as a binary COPY wants them sent. */
export function* copyMessages(rows: Uint8Array): Generator<Uint8Array> {
  yield COPY_HEADER;
  for (let at = 0; at < rows.length; at += MESSAGE_BYTES) {
    yield rows.subarray(at, at + MESSAGE_BYTES);
  }
  yield COPY_TRAILER;
}
