import type { HistoryTable } from './history-table';

/** Tables whose rows have a number of their own. */
export type NumberedTable = Exclude<HistoryTable, 'allocation_lot'>;

export type IdByTable = Readonly<Record<NumberedTable, number>>;

/** Hands out the ids of one share of the history: every `step`th, so that shares never give the same. */
export class Ids {
  private readonly free: Record<NumberedTable, number>;

  constructor(
    first: IdByTable,
    share: number,
    private readonly step: number,
  ) {
    const entries = Object.entries(first).map(([table, id]) => [table, id + share]);
    this.free = Object.fromEntries(entries) as Record<NumberedTable, number>;
  }

  next(table: NumberedTable): number {
    const id = this.free[table];
    this.free[table] = id + this.step;
    return id;
  }

  /** By table, from where on no id was given by this share. */
  get freeFromByTable(): IdByTable {
    const entries = Object.entries(this.free).map(([table, id]) => [table, id - this.step + 1]);
    return Object.fromEntries(entries) as IdByTable;
  }
}
