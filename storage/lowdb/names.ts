/** Files of the data directory that belong to the store. */
export const files = {
  snapshot: 'tongbao.json',
  /** The snapshot before the last. */
  snapshotBackup: 'tongbao.json.bak',
  /** What was committed since the snapshot. */
  journal: 'tongbao.journal',
  /** What was committed up to the snapshot that is being written: on its way to be the backup. */
  journalSealed: 'tongbao.journal.sealed',
  /** What was committed between the snapshot before the last and the last. */
  journalBackup: 'tongbao.journal.bak',
  /** What a restore puts in the place of all others: complete as soon as it has this name. */
  restored: 'tongbao.json.restored',
  socket: 'tongbao.sock',
} as const;

/** What a store keeps its records in. */
export const storeFiles: readonly string[] = [
  files.snapshot,
  files.snapshotBackup,
  files.journal,
  files.journalSealed,
  files.journalBackup,
];
