export type { BackupProgress, BackupSummary } from './format.ts'
export { verifyBackup } from './read.ts'
export { restoreFrom, type RestoreOptions } from './restore.ts'
export { backupTo, type BackupOptions } from './write.ts'
