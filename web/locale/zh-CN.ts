import { board } from './zh-CN/board.ts'
import { identity } from './zh-CN/identity.ts'
import { registry } from './zh-CN/registry.ts'
import { shares } from './zh-CN/shares.ts'
import { shell } from './zh-CN/shell.ts'

/** Every sentence of the desk, in Chinese: the pattern that English must follow. */
export const zhCN = { ...board, ...identity, ...registry, ...shares, ...shell } as const
