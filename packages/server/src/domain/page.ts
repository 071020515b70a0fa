/** Which part of a list is wanted: pages count from 1. */
export interface PageRequest {
  readonly number: number;
  readonly size: number;
}

/** One page of a list. A page beyond the end has no items and the number that was asked for. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly number: number;
  readonly size: number;
  readonly hasNext: boolean;
  /** How many items the whole list has; null where counting them would cost too much. */
  readonly total: number | null;
}
