import { board } from './zh-CN/board.ts'
import { exchange } from './zh-CN/exchange.ts'
import { identity } from './zh-CN/identity.ts'
import { policy } from './zh-CN/policy.ts'
import { proof } from './zh-CN/proof.ts'
import { registry } from './zh-CN/registry.ts'
import { shares } from './zh-CN/shares.ts'
import { shell } from './zh-CN/shell.ts'

/** Every sentence of the desk, in Chinese: the pattern that English must follow. */
export const zhCN = {
  ...board,
  ...exchange,
  ...identity,
  ...policy,
  ...proof,
  ...registry,
  ...shares,
  ...shell,
} as const
