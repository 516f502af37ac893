import type { Accessor, JSX } from 'solid-js'

/** What sorts a row: text by the alphabet of the language, numbers by size; null comes last either way. */
export type SortValue = string | number | null

/** What the logic of a table needs of a column; `Column` adds how it looks. */
export type ColumnData<Row> = {
  readonly id: string
  readonly value: (row: Row) => SortValue
  /** What people read in it: searched, exported and shown unless `cell` shows more. */
  readonly text: (row: Row) => string
  /** Figures and times say nothing a person would type, and writing ten thousand of them takes a while. */
  readonly search?: false
  /** Offered as a filter: the values of a row that can be chosen, and how one is called. */
  readonly filter?: {
    readonly values: (row: Row) => readonly string[]
    readonly name: (value: string) => string
  }
}

export type Column<Row> = ColumnData<Row> & {
  readonly label: () => string
  readonly cell?: (row: Accessor<Row>) => JSX.Element
  /** Least width in rem. */
  readonly width: number
  /** Share of the width that is left over; 0 keeps the column at its least. */
  readonly grow?: number
  /** 1 is always shown, 3 is the first to go when room is short. */
  readonly rank: 1 | 2 | 3
  readonly end?: boolean
  /** Where it stands when a row is written over two lines; otherwise by its order. */
  readonly place?: StackPlace
}

/** The corners of a row of two lines; `below-wide` takes the second line alone. */
export type StackPlace = 'start' | 'end' | 'below' | 'below-end' | 'below-wide'

const placesInOrder: readonly StackPlace[] = ['start', 'below', 'end', 'below-end']

/** Where the column with this order stands in a row of two lines; what finds no corner is left out. */
export function stackPlace(column: { readonly place?: StackPlace }, index: number): StackPlace | undefined {
  return column.place ?? placesInOrder[index]
}

/** A column as it comes; only spares its writer the types. */
export function column<Row>(definition: Column<Row>): Column<Row> {
  return definition
}
