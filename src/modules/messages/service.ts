import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { messagesContract } from './contract.ts'
import { deliverVerbs } from './service/deliver.ts'
import { noticeVerbs } from './service/notices.ts'

export const messagesVerbs: Verbs<typeof messagesContract, Ctx> = {
  ...noticeVerbs,
  ...deliverVerbs,
}
