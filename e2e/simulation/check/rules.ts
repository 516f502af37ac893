/** The promises, and the file of each that looks whether it is kept. */
export const checkFiles = {
  S1: 's01-acknowledged-is-logged.ts',
  S2: 's02-toned-is-kept.ts',
  S3: 's03-everything-arrives.ts',
  S4: 's04-nothing-counts-twice.ts',
  S5: 's05-nothing-forged.ts',
  S6: 's06-log-only-grows.ts',
  S7: 's07-replicas-say-the-same.ts',
  S8: 's08-tables-are-the-fold.ts',
  S9: 's09-poison-is-alone.ts',
  S10: 's10-queues-drain.ts',
  S11: 's11-nobody-sees-too-much.ts',
  S12: 's12-contradictions-are-known.ts',
  S13: 's13-after-a-restore.ts',
  'DV-02': 'dv02-numbers-are-given-once.ts',
} as const
