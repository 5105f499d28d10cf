import { defineModule } from '../../platform/module.ts'
import { messagesContract } from './contract.ts'
import { messagesVerbs } from './service.ts'

export const messagesModule = defineModule({
  name: 'messages',
  contract: messagesContract,
  verbs: messagesVerbs,
})

/** For the reactions of later modules: what happened, to whom, in which words. */
export { retire, tell } from './service/tell.ts'
export type { Recipient } from './model.ts'
