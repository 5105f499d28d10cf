import { shell } from './zh-CN/shell.ts'

/** Every sentence of the desk, in Chinese: the pattern that English must follow. */
export const zhCN = { ...shell } as const
