import type { Seams } from './seams.ts'

/** A mistake somebody could make. */
export type Planted = { readonly seams: () => Seams }

export const planted: Readonly<Record<string, Planted>> = {}
