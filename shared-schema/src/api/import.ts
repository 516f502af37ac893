import * as z from 'zod'
import { identifier, instant } from './quantity.ts'

/** What became of one row of an imported file. */
export const importRow = z.object({
  /** Row in the file as a person counts it, header = 1. */
  row: z.int(),
  /** `held_back`: nothing is wrong with the row, but another row is, so nothing of the file was imported. */
  fate: z.enum(['imported', 'unknown_article', 'already_imported', 'held_back', 'error']),
  document: z.string().optional(),
  ident: z.string().optional(),
  /** Column header and what was expected and found, for `error`. */
  column: z.string().optional(),
  expected: z.string().optional(),
  found: z.string().optional(),
  /** Code of the row error; texts are in messages. */
  code: z.string().optional(),
})
export const importDocument = z.object({
  number: z.string(),
  /** Absent when nothing was imported. */
  requisition: identifier.optional(),
  fate: z.enum(['imported', 'already_imported', 'rejected']),
  lines: z.int(),
  unknown_articles: z.int(),
})
/** POST /api/import/upload (multipart field `file`) and GET /api/import/jobs/{id}. */
export const importJob = z.object({
  id: identifier,
  filename: z.string(),
  sha256: z.string(),
  status: z.enum(['imported', 'already_imported', 'rejected']),
  /** Code for a whole file that cannot be read (`detail` says more). */
  code: z.string().optional(),
  detail: z.string().optional(),
  at: instant,
  by: z.string(),
  documents: z.array(importDocument),
  rows: z.array(importRow),
})
export type ImportJob = z.infer<typeof importJob>
export const importJobs = z.object({ jobs: z.array(importJob.omit({ rows: true })) })
